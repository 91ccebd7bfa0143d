/* What is done to a media element, apart from React, which looks after none of it. */

export interface Caption {
  src: string;
  language: string;
  label: string;
}

export function createVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.slot = 'media';
  video.playsInline = true;
  return video;
}

export function setPoster(video: HTMLVideoElement, poster: string | null | undefined): void {
  if (poster) video.poster = poster;
  else video.removeAttribute('poster');
}

export function setSpeed(video: HTMLVideoElement, speed: number): void {
  video.playbackRate = speed;
}

/** Adds captions; answers how to take them away. */
export function addCaptions(video: HTMLVideoElement, captions: readonly Caption[]): () => void {
  const tracks = captions.map(({ src, language, label }) => {
    const track = document.createElement('track');
    return Object.assign(track, { kind: 'captions', src, label, srclang: language });
  });
  video.append(...tracks);
  return () => tracks.forEach((track) => track.remove());
}

export function showCaptions(video: HTMLVideoElement, wanted: number): void {
  [...video.textTracks].forEach((track, index) => {
    track.mode = index === wanted ? 'showing' : 'disabled';
  });
}
