/** A video that another service plays in a frame of its own. */
export interface Provider {
  kind: string;
  embedUrl: string;
}

interface Service {
  name: string;
  hosts: string[];
  path: RegExp;
}

const services: Partial<Record<string, Service>> = {
  loom: { name: 'Loom', hosts: ['www.loom.com', 'loom.com'], path: /^\/embed\/[\w-]+$/ },
};

export const nameOf = ({ kind }: Provider) => services[kind]?.name ?? kind;

/** The address for the frame, or null where it is not the service's own: what stands in a frame looks like ours. */
export function embedAddress({ kind, embedUrl }: Provider): string | null {
  const service = services[kind];
  if (!service || !URL.canParse(embedUrl)) return null;
  const url = new URL(embedUrl);
  const isItsOwn = url.protocol === 'https:' && url.port === '' && service.hosts.includes(url.hostname);
  if (!isItsOwn || !service.path.test(url.pathname)) return null;
  url.searchParams.set('autoplay', 'true'); // it is made when somebody has pressed play
  return url.href;
}
