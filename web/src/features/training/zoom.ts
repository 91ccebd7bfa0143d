import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import type { Ref } from '@/lib/customers';
import { pagesOf } from '@/lib/pages';
import { trainingKey } from './keys';

/** How the installation's Zoom account is set up, and what it comes to. */
export interface ZoomAccount {
  configured: boolean;
  /** Names of the settings that are not set. */
  missing: string[];
  state: 'ready' | 'failing' | 'not_configured';
  error: string | null;
  errorAt: string | null;
  sdkVersion: string;
  sdkBaseUrl: string;
  webhook: {
    url: string;
    lastEventAt: string | null;
    lastValidatedAt: string | null;
    /** Zoom should have tried the address again by now. */
    overdue: boolean;
  };
  meetings: { attempts: number; successes: number; definition: string; asOf: string } | null;
  joinTime: { p95Millis: number | null; count: number; definition: string; asOf: string } | null;
}

export const zoomKey = [...trainingKey, 'zoom'] as const;

export const zoomQuery = queryOptions({
  queryKey: zoomKey,
  queryFn: ({ signal }) => api.get<ZoomAccount>('/api/training/zoom', { signal }),
});

export const checkZoom = () => api.post<ZoomAccount | undefined>('/api/training/zoom/check');

export interface SessionType {
  type: string;
  name: string;
  presencePercent: number;
  lateAfterMinutes: number;
}

export interface TrainingSettings {
  types: SessionType[];
  warnBelowPercent: number;
  certificates: boolean;
}

export const settingsQuery = queryOptions({
  queryKey: [...trainingKey, 'settings'],
  queryFn: ({ signal }) => api.get<TrainingSettings>('/api/training/settings', { signal }),
});

export const saveSettings = (settings: TrainingSettings) =>
  api.put<TrainingSettings>('/api/training/settings', { body: settings });

export interface Licence {
  userId: string;
  name: string;
  email: string;
  zoomUserId: string | null;
  zoomStatus: 'active' | 'pending' | 'inactive' | 'other_account' | 'none';
  licensed: boolean;
  assignedAt: string | null;
  nextSessionAt: string | null;
  lastTaughtAt: string | null;
}

export interface Licences {
  items: Licence[];
  capacity: { licensed: number | null; limit: number | null; definition: string; asOf: string } | null;
  /** Whose licence is needed least. */
  suggestion: {
    userId: string;
    name: string;
    reason: 'never_taught' | 'nothing_planned' | 'planned_later';
  } | null;
}

export const licencesQuery = queryOptions({
  queryKey: [...trainingKey, 'licences'],
  queryFn: ({ signal }) => api.get<Licences>('/api/training/licences', { signal }),
});

const licence = (userId: string) => `/api/training/licences/${segment(userId)}`;

export const assignLicence = (userId: string) => api.post(licence(userId));

export const releaseLicence = (userId: string, force: boolean) =>
  api.delete(licence(userId), { query: { force: force || undefined } });

/** One learner in one cohort: how much of its sessions they attended. */
export interface ReportRow {
  cohort: Ref;
  userId: string;
  name: string;
  email: string;
  customer: Ref | null;
  /** Completed sessions that count. */
  held: number;
  attended: number;
  seconds: number;
  rate: number | null;
  /** The rate is below what the organisation wants to be warned of. */
  warning: boolean;
}

export interface ReportFilter {
  from?: string;
  to?: string;
  cohort?: string;
  customer?: string;
}

export const reportQuery = (filter: ReportFilter) =>
  pagesOf<ReportRow>([...trainingKey, 'report'], '/api/training/report', { ...filter, limit: 100 });

/** The part of a customer's health that training is, 0 to 100. */
export interface TrainingHealth {
  value: number;
  inputs: { days: number; held: number; attended: number; learners: number };
  asOf: string;
}

/** How the people of one customer attend. */
export interface CustomerTraining {
  held: number;
  attended: number;
  rate: number | null;
  learners: {
    userId: string;
    name: string;
    email: string;
    held: number;
    attended: number;
    rate: number | null;
  }[];
  /** The latest first. */
  sessions: {
    id: string;
    title: string;
    cohort: Ref;
    startTime: string;
    expected: number;
    attended: number;
  }[];
  asOf: string;
}

export const customerTrainingQuery = (id: string) =>
  queryOptions({
    queryKey: [...trainingKey, 'customer', id],
    queryFn: ({ signal }) => api.get<CustomerTraining>(`/api/customers/${segment(id)}/training`, { signal }),
    meta: { live: ['training'] },
  });
