import { api } from '@/api';
import type { MailsOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';

const t = texts.outbox;

/** Sending and cancelling of one mail or many; what was left as it was is said with its reason. */
export function useDecisions(onDone?: () => void) {
  const say = (sentence: (count: number) => string) => (outcome: MailsOutcome) => {
    onDone?.();
    sayDone(
      <LeftOut
        done={sentence(outcome.changed.length)}
        heading={t.left(outcome.left.length)}
        left={outcome.left}
        others={t.others}
      />,
    );
  };
  const send = useChange(api.outbox.Send, { onDone: say(t.queuedSaid) });
  const cancel = useChange(api.outbox.Cancel, { quiet: true, onDone: say(t.cancelledSaid) });
  return { send, cancel };
}
