import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemText } from './problems';

const base = () => ({ closeButtonProps: { 'aria-label': i18next.t('ui:close') } });

/** A short word that something was done, where the page itself cannot show it. */
export function say(message: string): void {
  notifications.show({ ...base(), message });
}

/** For actions that have no place of their own on the page to show a problem. */
export function showProblem(error: unknown): void {
  notifications.show({
    ...base(),
    color: 'red',
    title: i18next.t('ui:problem.title'),
    message: problemText(error),
    autoClose: 8000,
  });
}

/** Says what was done and offers to take it back, for as long as one needs to notice a slip. */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    ...base(),
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo().catch(showProblem);
          }}
        >
          {i18next.t('ui:undo')}
        </Button>
      </Group>
    ),
  });
}
