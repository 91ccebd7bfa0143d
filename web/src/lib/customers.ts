import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from './api';

export interface Ref {
  id: string;
  name: string;
}

/** The customers, for pickers and filters. */
export const customerChoicesQuery = queryOptions({
  queryKey: ['customers', 'choices', 'all'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<Ref>>('/api/customers', { query: { limit: 200 }, signal })).items,
  staleTime: 30_000,
});
