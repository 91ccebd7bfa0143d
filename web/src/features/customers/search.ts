import type { FoundRecord } from '@/app/feature';
import { api, type Page } from '@/lib/api';
import type { Customer, Person } from './api';

export async function findCustomers(query: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { items } = await api.get<Page<Customer>>('/api/customers', { query: { query, limit: 6 }, signal });
  return items.map(({ id, name, domains }) => ({
    id,
    title: name,
    detail: domains[0],
    to: `/customers/${id}`,
  }));
}

export async function findPeople(query: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { items } = await api.get<Page<Person>>('/api/people', { query: { query, limit: 6 }, signal });
  return items.map(({ id, name, customerId, customerName }) => ({
    id,
    title: name,
    detail: customerName ?? undefined,
    to: `/customers/${customerId}`,
  }));
}
