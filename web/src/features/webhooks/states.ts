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
