import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from './api';

export const voiceKinds = ['recorded', 'elevenlabs', 'openai'] as const;
export type VoiceKind = (typeof voiceKinds)[number];

/** Who speaks the names in personal videos: recordings, and a service for what was not recorded. */
export interface Voice {
  id: string;
  kind: VoiceKind;
  name: string;
  isDefault: boolean;
  url: string | null;
  model: string | null;
  serviceVoice: string | null;
  serviceVoiceName: string | null;
  hasKey: boolean;
  names: number;
  videos: number;
  /** Why its service does not speak until somebody does something. */
  trouble: { code: string; detail: string; at: string } | null;
  consent: { speaker: string; words: string; agreedAt: string; recordedBy: string | null } | null;
  createdAt: string;
}

export const voicesKey = ['voices'] as const;

/** All of them, for pickers: an organisation has a hundred at most. */
export const voiceChoicesQuery = queryOptions({
  queryKey: [...voicesKey, 'choices'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<Voice>>('/api/voices', { query: { limit: 100 }, signal })).items,
});
