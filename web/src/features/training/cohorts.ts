import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import type { Ref } from '@/lib/customers';
import { pagesOf } from '@/lib/pages';
import type { User } from '@/lib/users';
import { trainingKey } from './keys';

export interface Cohort {
  id: string;
  name: string;
  instructor_id: string;
  instructor: Ref | null;
  learnerCount: number;
  sessionCount: number;
  nextSessionAt: string | null;
  archived: boolean;
}

export interface Learner {
  userId: string;
  email: string;
  name: string;
  customer: Ref | null;
  hasAccount: boolean;
  enrolledAt: string;
}

const path = (id: string) => `/api/cohorts/${segment(id)}`;
const cohortsKey = [...trainingKey, 'cohorts'] as const;

export const cohortsQuery = (query?: string) =>
  pagesOf<Cohort>(cohortsKey, '/api/cohorts', { query, limit: 50 });

/** For pickers and filters. */
export const cohortChoicesQuery = queryOptions({
  queryKey: [...cohortsKey, 'choices'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<Cohort>>('/api/cohorts', { query: { limit: 200 }, signal })).items,
  staleTime: 30_000,
});

export const cohortQuery = (id: string) =>
  queryOptions({
    queryKey: [...cohortsKey, id],
    queryFn: ({ signal }) => api.get<Cohort>(path(id), { signal }),
  });

export const saveCohort = (id: string | undefined, fields: { name: string; instructor_id: string }) =>
  id === undefined
    ? api.post<Cohort>('/api/cohorts', { body: fields })
    : api.patch<Cohort>(path(id), { body: fields });

export const archiveCohort = (id: string) => api.delete(path(id));

export const restoreCohort = (id: string) => api.patch(path(id), { body: { archived: false } });

export const learnersQuery = (id: string, query?: string) =>
  pagesOf<Learner>([...cohortsKey, id, 'learners'], `${path(id)}/learners`, { query, limit: 100 });

export const enrol = (id: string, learner: { email: string; name: string }) =>
  api.post<Learner>(`${path(id)}/learners`, { body: learner });

export const removeLearner = (id: string, userId: string) =>
  api.delete(`${path(id)}/learners/${segment(userId)}`);

export interface ImportedRow {
  row: number;
  email: string | null;
  name: string | null;
  state: 'new' | 'already' | 'invalid';
  /** A code; the message says the same in English. */
  problem: string | null;
  message: string | null;
}

export interface ImportResult {
  rows: ImportedRow[];
  enrolled: number;
  already: number;
  invalid: number;
}

/** Pasted lines, or a file as it is: the server finds out how it was written. */
export function importLearners(id: string, given: string | File, dryRun: boolean): Promise<ImportResult> {
  const options = { query: { dryRun } };
  if (typeof given === 'string')
    return api.post<ImportResult>(`${path(id)}/learners/import`, { ...options, body: { content: given } });
  const form = new FormData();
  form.set('file', given);
  return api.post<ImportResult>(`${path(id)}/learners/import`, { ...options, body: form });
}

/** Those who teach. */
export const instructorsQuery = queryOptions({
  queryKey: ['users', 'instructors'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<User>>('/api/users', { query: { role: 'instructor', limit: 200 }, signal })).items,
  staleTime: 60_000,
});
