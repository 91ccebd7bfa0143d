/** A video that another service plays in a frame of its own. */
export interface Provider {
  kind: 'loom';
  embedUrl: string;
}

const services: Record<Provider['kind'], { name: string; hosts: string[]; path: RegExp }> = {
  loom: { name: 'Loom', hosts: ['www.loom.com', 'loom.com'], path: /^\/embed\/[\w-]+$/ },
};

export const nameOf = ({ kind }: Provider) => services[kind].name;

/** The address for the frame, or null where it is not the service's own: what stands in a frame looks like ours. */
export function embedAddress({ kind, embedUrl }: Provider): string | null {
  const { hosts, path } = services[kind];
  if (!URL.canParse(embedUrl)) return null;
  const url = new URL(embedUrl);
  if (
    url.protocol !== 'https:' ||
    url.port !== '' ||
    !hosts.includes(url.hostname) ||
    !path.test(url.pathname)
  )
    return null;
  url.searchParams.set('autoplay', 'true'); // it is made when somebody has pressed play
  return url.href;
}
