import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConnection, type Connection } from './api';

/** Pausing, and asking before disconnecting. */
export function useConnectionVerbs(connection: Connection) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const pause = useMutation({
    mutationFn: (paused: boolean) => changeConnection(connection.id, { paused }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['integrations'] }),
  });
  return { pause, asking, ask: () => setAsking(true), dismiss: () => setAsking(false) };
}
