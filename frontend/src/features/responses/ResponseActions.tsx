import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import type { ResponseDetail } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton } from '@/components/ConfirmButton';
import { CopyField } from '@/components/CopyField';
import { sayDone } from '@/components/notices';
import { useSaveTask } from '@/components/useSaveTask';
import { EditDialog } from './EditDialog';
import { ExtendDialog } from './ExtendDialog';
import { ReportDialog } from './ReportDialog';

const t = texts.responses;
const SMALL = { size: 'xs' } as const;

/** What can be done with one response, as its state allows. */
export function ResponseActions({ one, onGone }: { one: ResponseDetail; onGone: () => void }) {
  const { id, respondent } = one;
  const [shown, setShown] = useState<'report' | 'edit' | 'extend'>();
  const [link, setLink] = useState('');
  const { save, dialog } = useSaveTask(t.actions.savingPdf);
  const resend = useChange(() => api.responses.Resend(id), {
    quiet: true,
    onDone: () => {
      setLink('');
      sayDone(t.sent(respondent));
    },
  });
  const remind = useChange(() => api.responses.Remind(id), { onDone: () => sayDone(t.reminded(respondent)) });
  const show = useChange(() => api.responses.Link(id), { onDone: setLink });
  const cancel = useChange(() => api.responses.Cancel(id), {
    quiet: true,
    onDone: () => {
      setLink('');
      sayDone(t.cancelled(respondent));
    },
  });
  const remove = useChange(() => api.responses.Delete(id), {
    quiet: true,
    onDone: () => {
      sayDone(t.deleted(respondent));
      onGone();
    },
  });
  const close = () => setShown(undefined);

  return (
    <>
      <Group gap={8}>
        {one.hasReport ? (
          <>
            <Button {...SMALL} variant="filled" onClick={() => setShown('report')}>
              {t.actions.report}
            </Button>
            <Button {...SMALL} onClick={() => save(() => api.responses.SaveReport(id))}>
              {t.actions.savePdf}
            </Button>
          </>
        ) : null}
        {one.canResend ? (
          <ConfirmButton
            title={one.sentAt ? t.resendTitle(respondent) : t.actions.send}
            sentence={t.resendSentence}
            confirm={one.sentAt ? t.actions.resend : t.actions.send}
            onConfirm={() => resend.mutateAsync(undefined)}
            button={SMALL}
          >
            {one.sentAt ? t.actions.resend : t.actions.send}
          </ConfirmButton>
        ) : null}
        {one.canRemind ? (
          <Button {...SMALL} onClick={() => remind.mutate(undefined)} loading={remind.isPending}>
            {t.actions.remind}
          </Button>
        ) : null}
        {one.hasLink && !link ? (
          <Button {...SMALL} onClick={() => show.mutate(undefined)} loading={show.isPending}>
            {t.actions.link}
          </Button>
        ) : null}
        {one.canEdit ? (
          <Button {...SMALL} onClick={() => setShown('edit')}>
            {t.actions.edit}
          </Button>
        ) : null}
        {one.canExtend ? (
          <Button {...SMALL} onClick={() => setShown('extend')}>
            {t.actions.extend}
          </Button>
        ) : null}
        {one.canCancel ? (
          <ConfirmButton
            title={t.cancelTitle(respondent)}
            sentence={t.cancelSentence}
            confirm={t.actions.cancel}
            danger
            onConfirm={() => cancel.mutateAsync(undefined)}
            button={SMALL}
          >
            {t.actions.cancel}
          </ConfirmButton>
        ) : null}
        <ConfirmButton
          title={t.deleteTitle(respondent)}
          sentence={t.deleteSentence}
          confirm={t.actions.delete}
          danger
          onConfirm={() => remove.mutateAsync(undefined)}
          button={SMALL}
        >
          {t.actions.delete}
        </ConfirmButton>
      </Group>
      {link ? <CopyField label={t.actions.linkLabel} value={link} help={t.actions.linkHelp} /> : null}
      <ReportDialog id={id} name={respondent} opened={shown === 'report'} onClose={close} />
      <EditDialog one={one} opened={shown === 'edit'} onClose={close} />
      <ExtendDialog
        title={t.extendTitle}
        day={one.expiresOn}
        opened={shown === 'extend'}
        onClose={close}
        extend={(day) => api.responses.Extend(id, day)}
        onDone={() => sayDone(t.extended(respondent))}
      />
      {dialog}
    </>
  );
}
