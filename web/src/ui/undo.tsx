import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { showProblem } from './problems';

/** Says what was done and offers to take it back, for as long as one needs to notice a slip. */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: 10_000,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
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
