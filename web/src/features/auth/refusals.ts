import type { TFunction } from 'i18next';
import { Problem } from '@/lib/problem';
import { problemText } from '@/ui/problems';

/** Why a sign-in was refused, in words. */
export function signInRefusal(t: TFunction<'auth'>, error: unknown): string {
  if (error instanceof Problem) {
    if (error.code === 'sign_in_failed' || error.status === 401) return t('signIn.failed');
    if (error.code === 'locked_out') return t('signIn.locked', { count: minutes(error) });
  }
  return problemText(error);
}

/** Why no link was sent. */
export function resetRefusal(t: TFunction<'auth'>, error: unknown): string {
  return error instanceof Problem && error.code === 'too_many_resets'
    ? t('signIn.locked', { count: minutes(error) })
    : problemText(error);
}

const minutes = (problem: Problem) => Math.max(1, Math.ceil((problem.retryAfter ?? 60) / 60));
