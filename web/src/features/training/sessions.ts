import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import type { Ref } from '@/lib/customers';
import { pagesOf } from '@/lib/pages';
import type { Wording } from '@/said/said';
import { trainingKey } from './keys';

export const statuses = ['SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
export type SessionStatus = (typeof statuses)[number];

export type MeetingState = 'creating' | 'ready' | 'changing' | 'failed' | 'deleting' | 'none';

export interface Meeting {
  state: MeetingState;
  code: string | null;
  error: string | null;
  attempts: number;
  nextAttemptAt: string | null;
}

export interface Session {
  id: string;
  title: string;
  type: string | null;
  status: SessionStatus;
  cohort: Ref | null;
  instructor: Ref | null;
  /** Who may hold it besides the instructor. */
  alternative_hosts: Ref[];
  start_time: string;
  /** In minutes. */
  duration: number;
  zone: string;
  zoom_meeting_id: string | null;
  zoom_join_url: string | null;
  meeting: Meeting;
  startedAt: string | null;
  endedAt: string | null;
  seriesId: string | null;
  enrolled: number;
  present: number | null;
  /** While letters about it are being written. */
  letters: { written: number; readers: number } | null;
  /** When its host may open it. */
  opensAt: string;
  mayStart: boolean;
  mayJoin: boolean;
  may: { edit: boolean; host: boolean; attendance: boolean };
}

export interface Warning {
  code: string;
  message: string;
  words: Wording;
}

/** A session that was just saved, with what one should know about it. */
export type SavedSession = Session & { series?: string[]; warnings?: Warning[] };

export interface SessionFilter {
  scope?: 'mine' | 'all';
  cohort?: string;
  instructor?: string;
  status?: string;
  from?: string;
  to?: string;
}

const live = ['training'] as const;
const path = (id: string) => `/api/sessions/${segment(id)}`;

export const sessionsKey = [...trainingKey, 'sessions'] as const;

export const sessionsQuery = (filter: SessionFilter) =>
  pagesOf<Session>(sessionsKey, '/api/sessions', { ...filter, limit: 50 }, live);

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: [...sessionsKey, id],
    queryFn: ({ signal }) => api.get<Session>(path(id), { signal }),
    meta: { live },
  });

/** A session somebody is enrolled in. */
export interface Course extends Session {
  /** Whether there is a certificate of attendance to fetch. */
  certificate: boolean;
}

export const ownCertificateAddress = (id: string) => `/api/my-courses/${segment(id)}/certificate`;

export const myCoursesQuery = pagesOf<Course>(
  [...trainingKey, 'mine'],
  '/api/my-courses',
  { limit: 50 },
  live,
);

export const calendarAddress = () => api.post<{ url: string }>('/api/my-courses/calendar');

export interface NewSession {
  cohort_id: string;
  instructor_id: string;
  alternative_hosts: string[];
  start_time: string;
  duration: number;
  title?: string;
  type?: string;
  zone: string;
  repeat?: { every: string; count: number };
}

export const schedule = (given: NewSession) => api.post<SavedSession>('/api/sessions', { body: given });

export type Scope = 'one' | 'following';

export interface SessionChange {
  title?: string;
  instructor_id?: string;
  alternative_hosts?: string[];
  start_time?: string;
  duration?: number;
  zone?: string;
  scope?: Scope;
}

export const changeSession = (id: string, change: SessionChange) =>
  api.patch<SavedSession>(path(id), { body: change });

export const cancelSession = (id: string, scope: Scope) => api.delete(path(id), { query: { scope } });

export const retryMeeting = (id: string) => api.post(`${path(id)}/meeting/retry`);
