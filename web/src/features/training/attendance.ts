import { queryOptions } from '@tanstack/react-query';
import { address, api, segment } from '@/lib/api';
import type { Wording } from '@/said/said';
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
  reason: string | null;
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
  status: AttendanceStatus;
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
}

/** What a comparison with Zoom's own record changed afterwards. */
export interface Correction {
  at: string;
  message: string;
  words?: Wording | null;
}

export interface Attendance {
  sessionSeconds: number;
  presentRate: number | null;
  presentCount: number;
  enrolledCount: number;
  state: 'running' | 'final' | 'corrected';
  asOf: string;
  corrections: Correction[];
  attendees: Attendee[];
  unmatched: Unmatched[];
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

export const reconcile = (sessionId: string) => api.post(`${path(sessionId)}/reconcile`);

export interface Present {
  userId: string | null;
  name: string | null;
  since: string;
}

export interface Room {
  items: Present[];
  asOf: string;
}

/** Who is in the room now. */
export const roomQuery = (sessionId: string) =>
  queryOptions({
    queryKey: [...key(sessionId), 'room'],
    queryFn: ({ signal }) => api.get<Room>(`${path(sessionId)}/room`, { signal }),
    meta: { live },
  });
