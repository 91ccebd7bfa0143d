import { useTranslation } from 'react-i18next';

/** Why a sign-in at a provider came to nothing, in words. */
export function useSignInProblem(): (code: string) => string {
  const { t, i18n } = useTranslation('integrations');
  return (code) =>
    i18n.exists(`integrations:signIn.${code}`) ? t(`signIn.${code}` as 'signIn.other') : t('signIn.other');
}
