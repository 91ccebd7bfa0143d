import type { FoundRecord } from '@/app/feature';
import { api, type Page } from '@/lib/api';
import type { Video } from './api';

export async function findVideos(query: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { items } = await api.get<Page<Video>>('/api/videos', { query: { q: query, limit: 6 }, signal });
  return items.map(({ id, title }) => ({ id, title, to: `/videos/${id}` }));
}
