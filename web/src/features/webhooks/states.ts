import type { Wording } from '@/said/said';
import type { Tone } from '@/ui/StatePill';
import type { DeliveryState, Endpoint } from './api';

export const endpointTones: Record<Endpoint['state'], Tone> = {
  active: 'good',
  failing: 'risk',
  disabled: 'none',
};

export const deliveryTones: Record<DeliveryState, Tone> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'risk',
  blocked: 'watch',
  dead: 'risk',
  cancelled: 'none',
};

/** What came back from an endpoint, or why nothing did. */
export function endpointWords({
  status,
  code,
}: {
  status: number | null;
  code?: string | null;
}): Wording | undefined {
  if (status !== null) return { code: 'endpoint_answered', values: { status } };
  return code ? { code: `endpoint_${code}` } : undefined;
}
