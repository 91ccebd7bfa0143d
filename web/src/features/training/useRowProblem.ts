import { useTranslation } from 'react-i18next';
import { said } from '@/said/said';

/** What is wrong with a line: the server sends a code; of a code it does not know, this page says it as it is. */
export function useRowProblem(): (problem: string) => string {
  useTranslation(); // says it anew when the language changes
  return (problem) => said('problem', problem) ?? problem;
}
