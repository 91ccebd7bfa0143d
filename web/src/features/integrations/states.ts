import type { Tone } from '@/ui/StatePill';
import type { ConnectionState, HealthState } from './api';

export const stateTones: Record<ConnectionState, Tone> = {
  connected: 'good',
  needs_reconnect: 'risk',
  pending_approval: 'busy',
  paused: 'watch',
  disconnected: 'none',
};

export const healthTones: Record<HealthState, Tone> = {
  healthy: 'good',
  degraded: 'watch',
  failing: 'risk',
  disconnected: 'risk',
};
