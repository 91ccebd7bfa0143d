import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import { voicesKey, type Voice, type VoiceKind } from '@/lib/voices';

export const listKey = [...voicesKey, 'list'] as const;

export const voicesQuery = pagesOf<Voice>(listKey, '/api/voices', { limit: 50 });

const path = (id: string) => `/api/voices/${segment(id)}`;

export const voiceKey = (id: string) => [...voicesKey, id] as const;

export const voiceQuery = (id: string) =>
  queryOptions({
    queryKey: voiceKey(id),
    queryFn: ({ signal }) => api.get<Voice>(path(id), { signal }),
  });

export interface NewVoice {
  kind: VoiceKind;
  name: string;
  key?: string;
  url?: string;
  model?: string;
  serviceVoice?: string;
}

export const addVoice = (given: NewVoice) => api.post<Voice>('/api/voices', { body: given });

/** What is left out stays. */
export const changeVoice = (id: string, change: Partial<Omit<NewVoice, 'kind'>>) =>
  api.patch<Voice>(path(id), { body: change });

export const deleteVoice = (id: string) => api.delete(path(id));

export const setDefault = (id: string, wanted: boolean) =>
  wanted ? api.put(`${path(id)}/default`) : api.delete(`${path(id)}/default`);

/** What a voice at ElevenLabs can be. */
export interface Choice {
  id: string;
  name: string;
  kind: string;
}

export const choicesQuery = (id: string) =>
  queryOptions({
    queryKey: [...voiceKey(id), 'choices'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Choice>>(`${path(id)}/choices`, { query: { limit: 100 }, signal })).items,
    retry: false,
  });

export interface Consent {
  speaker: string;
  /** Exactly what the speaker agreed to. */
  words: string;
  sample: Blob;
}

export function cloneVoice(id: string, { speaker, words, sample }: Consent) {
  const form = new FormData();
  form.set('speaker', speaker);
  form.set('words', words);
  form.set('agreed', 'true');
  form.set('files', sample, 'sample');
  return api.post<Voice>(`${path(id)}/clone`, { body: form });
}

export interface Said {
  sound: Blob;
  by: string;
}

export async function say(id: string, text: string): Promise<Said> {
  const answer = await api.raw('POST', `${path(id)}/try`, {
    body: { text },
    headers: { Accept: 'audio/wav, application/problem+json' },
  });
  return { sound: await answer.blob(), by: answer.headers.get('Spoken-By') ?? '' };
}

/** A name as it was recorded. */
export interface RecordedName {
  id: string;
  name: string;
  durationSeconds: number;
  /** Where it is heard. */
  audio: string;
  recordedAt: string;
}

export const namesKey = (id: string) => [...voiceKey(id), 'names'] as const;

export const namesQuery = (id: string, query?: string) =>
  pagesOf<RecordedName>(namesKey(id), `${path(id)}/names`, { q: query, limit: 100 });

export const recordName = (id: string, name: string, recording: Blob) =>
  api.put<RecordedName>(`${path(id)}/names`, { query: { name }, body: recording });

export const deleteName = (id: string, name: string) => api.delete(`${path(id)}/names/${segment(name)}`);
