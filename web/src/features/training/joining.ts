import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import { trainingKey } from './keys';
import { sessionQuery, type SessionStatus } from './sessions';

/** What a meeting window needs to be let in. */
export interface Ticket {
  signature: string;
  customerKey: string;
  /** Only for the host. */
  zak: string | null;
  password: string | null;
  userName: string;
  userEmail: string | null;
  sdkBaseUrl: string;
  sdkVersion: string;
  /** The address of this meeting's room that stands in for Zoom's, where the operator set one. */
  standIn: string | null;
}

/** What the join page shows of a session, whoever looks. */
export interface Room {
  id: string;
  title: string;
  status: SessionStatus;
  start_time: string;
  opensAt: string;
  zoom_meeting_id: string | null;
  zoom_join_url: string | null;
  host: boolean;
  /** Whether its host may start it now. */
  mayStart: boolean;
}

const own = (id: string) => `/api/sessions/${segment(id)}`;
const guest = (token: string) => `/api/join/${segment(token)}`;

/** People without an account come with the token of their personal link. */
export const joinableQuery = (id: string, token: string | undefined) =>
  queryOptions({
    queryKey: [...trainingKey, 'joining', id, token ?? null],
    queryFn: async ({ signal }): Promise<Room> => {
      if (token !== undefined)
        return {
          ...(await api.get<Omit<Room, 'host' | 'mayStart'>>(guest(token), { signal })),
          host: false,
          mayStart: false,
        };
      const session = await api.get<Room & { may: { host: boolean } }>(own(id), { signal });
      return { ...session, host: session.may.host };
    },
    meta: { live: sessionQuery(id).meta?.live },
    refetchInterval: token === undefined ? false : 5_000, // a guest hears no live news
    retry: false,
  });

export const askIn = (room: Room, token: string | undefined) =>
  api.post<Ticket>(`${token === undefined ? own(room.id) : guest(token)}/signature`, {
    body: { meetingNumber: room.zoom_meeting_id, role: room.host ? 1 : 0 },
  });

export const tellJoinTime = (id: string, token: string | undefined, millis: number) =>
  api.post(`${token === undefined ? own(id) : guest(token)}/joined`, { body: { millis } });
