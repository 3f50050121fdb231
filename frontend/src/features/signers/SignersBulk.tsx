import { api } from '@/api';
import type { ChosenSigners, UsersOutcome } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { BulkBar } from '@/components/BulkBar';
import { ConfirmButton } from '@/components/ConfirmButton';
import { LeftOut } from '@/components/LeftOut';
import { sayDone } from '@/components/notices';
import { useChosen } from '@/components/useChosen';
import type { Selection } from '@/components/useSelection';

const t = texts.signers.bulk;
const MOST = 1000;

interface BulkProps {
  selection: Selection;
  /** What the list shows. */
  filter: ChosenSigners['filter'];
  /** How many match it in all, as far as that is known. */
  matching: number | undefined;
}

/** Access letters for many signers. They can't be taken back, so it is asked first (SGN-5). */
export function SignersBulk({ selection, filter, matching }: BulkProps) {
  const { chosen, count } = useChosen('signers', selection, filter, api.signers.CountChosen);
  const tooMany = (count ?? 0) > MOST;
  const send = useChange((asked: ChosenSigners) => api.signers.SendLetters(asked), {
    quiet: true,
    onDone: ({ changed, left }: UsersOutcome) => {
      selection.clear();
      sayDone(
        <LeftOut
          done={t.sent(changed.length)}
          heading={t.left(left.length)}
          left={left}
          others={texts.users.bulk.others}
        />,
      );
    },
  });
  return (
    <BulkBar selection={selection} count={count} matching={matching} note={tooMany ? t.tooMany : undefined}>
      <ConfirmButton
        title={t.title(count ?? 0)}
        sentence={t.sentence}
        confirm={t.button}
        onConfirm={() => send.mutateAsync(chosen)}
        button={{ size: 'xs', disabled: count === undefined || tooMany }}
      >
        {t.button}
      </ConfirmButton>
    </BulkBar>
  );
}
