import { queryOptions } from '@tanstack/react-query';
import { address, api, segment } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import { trainingKey } from './keys';

export const attendanceStatuses = ['present', 'late', 'excused', 'absent'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];

export interface Stint {
  join: string;
  /** Null while the person is still there. */
  leave: string | null;
}

export interface Override {
  status: AttendanceStatus;
  reason: string;
  /** The name of whoever decided. */
  by: string | null;
  at: string;
}

export interface Attendee {
  userId: string;
  email: string;
  name: string;
  firstJoin: string | null;
  lastLeave: string | null;
  seconds: number;
  percent: number;
  /** What counts; null while it is open. */
  status: AttendanceStatus | null;
  inRoom: boolean;
  /** While the session runs: whether there is time enough left. */
  passing: 'reached' | 'possible' | 'impossible' | null;
  segments: Stint[];
  override: Override | null;
}

export interface Unmatched {
  id: string;
  name: string | null;
  email: string | null;
  firstJoin: string | null;
  lastLeave: string | null;
  seconds: number;
  /** Whom a person said somebody of that name to be, the last time. */
  suggestion: { userId: string | null; name: string | null; staff: boolean; saidAt: string } | null;
}

/** Who a person said somebody unmatched was. */
export interface Resolved {
  id: string;
  /** What they were called in the meeting. */
  name: string | null;
  /** Null for one of the staff. */
  userId: string | null;
  /** They count by themselves in the sessions to come. */
  remembered: boolean;
  /** They are offered by their name in the sessions to come. */
  suggested: boolean;
}

/** What a comparison with Zoom's own record changed afterwards. */
export interface Correction {
  at: string;
  userId: string;
  name: string;
  secondsBefore: number;
  secondsAfter: number;
}

export interface Attendance {
  sessionSeconds: number;
  presentRate: number | null;
  presentCount: number | null;
  enrolledCount: number;
  inRoomCount: number;
  state: 'not_started' | 'running' | 'final' | 'corrected';
  rules: { type: string; presencePercent: number; lateAfterMinutes: number };
  asOf: string;
  corrections: Correction[];
  attendees: Attendee[];
  unmatched: Unmatched[];
  resolved: Resolved[];
}

const live = ['training'] as const;
const path = (sessionId: string) => `/api/sessions/${segment(sessionId)}/attendance`;
const key = (sessionId: string) => [...trainingKey, 'attendance', sessionId] as const;

export const attendanceQuery = (sessionId: string) =>
  queryOptions({
    queryKey: key(sessionId),
    queryFn: ({ signal }) => api.get<Attendance>(path(sessionId), { signal }),
    meta: { live },
  });

export const exportAddress = (sessionId: string, format: 'csv' | 'xlsx') =>
  address(path(sessionId), { format });

export const certificateAddress = (sessionId: string, userId: string) =>
  `${path(sessionId)}/${segment(userId)}/certificate`;

export const override = (sessionId: string, userId: string, status: AttendanceStatus, reason: string) =>
  api.put(`${path(sessionId)}/${segment(userId)}/override`, { body: { status, reason } });

export const undoOverride = (sessionId: string, userId: string) =>
  api.delete(`${path(sessionId)}/${segment(userId)}/override`);

/** Who an unmatched participant was: a learner, or one of the staff, whose time does not count. */
export type Resolution = ({ userId: string } | { staff: true }) & { remember: boolean };

export const resolve = (sessionId: string, id: string, resolution: Resolution) =>
  api.post(`${path(sessionId)}/unmatched/${segment(id)}/resolve`, { body: resolution });

export const undoResolve = (sessionId: string, id: string) =>
  api.delete(`${path(sessionId)}/unmatched/${segment(id)}/resolve`);

export const reconcile = (sessionId: string) => api.post(`${path(sessionId)}/reconcile`);

export interface Present {
  userId: string | null;
  name: string | null;
  since: string;
}

export interface Room {
  count: number;
  /** Among them. */
  staff: number;
  people: Present[];
  asOf: string;
}

/** Somebody who did not come, and how they stand in the cohort. */
export interface Absentee {
  userId: string;
  name: string;
  email: string;
  held: number;
  attended: number;
  rate: number | null;
  /** The rate is below what the organisation wants to be warned of. */
  warning: boolean;
}

/** Those who were away and attend too little of their cohort altogether. */
export const warnedQuery = (sessionId: string) =>
  pagesOf<Absentee>(
    [...key(sessionId), 'absentees'],
    `${path(sessionId)}/absentees`,
    { warned: true, limit: 10 },
    live,
  );

/** Who is in the room now. */
export const roomQuery = (sessionId: string) =>
  queryOptions({
    queryKey: [...key(sessionId), 'room'],
    queryFn: ({ signal }) => api.get<Room>(`${path(sessionId)}/room`, { signal }),
    meta: { live },
  });
