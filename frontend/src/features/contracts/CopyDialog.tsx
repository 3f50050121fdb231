import { Button, Checkbox, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { api } from '@/api';
import { toFault } from '@/api/fault';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { ErrorNotice } from '@/components/ErrorNotice';
import { Unfolded } from '@/components/FormSection';
import { OrganizationPicker } from '@/features/organizations/OrganizationPicker';

const t = texts.contracts.copying;

interface CopyProps {
  ids: number[];
  /** How many documents they have. */
  documents: number;
  /** Called with the ids of the copies. */
  onCopied: (copies: number[]) => void;
  onClose: () => void;
}

/** Says what copying contracts makes, and for whom and with what it is done (DOC-1). */
export function CopyDialog({ opened, ...rest }: CopyProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={t.title(rest.ids.length)}
      size={500}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      <Copy {...rest} />
    </Modal>
  );
}

function Copy({ ids, documents, onCopied, onClose }: CopyProps) {
  const [other, setOther] = useState(false);
  const [organizationId, setOrganizationId] = useState(0);
  const [wanted, setWanted] = useState(true);
  const [unchosen, setUnchosen] = useState(false);
  const withDocuments = wanted && documents > 0;
  const copy = useChange(() => api.contracts.Copy({ ids, organizationId: other ? organizationId : 0, withDocuments }), {
    quiet: true,
    onDone: onCopied,
  });
  const fault = copy.error ? toFault(copy.error) : undefined;
  const ofField = unchosen ? t.choose : fault?.fields.organizationId;
  const begin = () => {
    setUnchosen(other && organizationId === 0);
    if (!other || organizationId !== 0) copy.mutate(undefined);
  };
  const forget = () => {
    setUnchosen(false);
    copy.reset();
  };
  return (
    <div className={dialog.form}>
      <Radio.Group
        label={t.to}
        value={other ? 'other' : 'same'}
        error={other ? undefined : ofField}
        onChange={(to) => {
          setOther(to === 'other');
          forget();
        }}
      >
        <Stack gap={8} mt={6}>
          <Radio value="same" label={t.same(ids.length)} data-autofocus />
          <Radio value="other" label={t.other} />
        </Stack>
      </Radio.Group>
      {other ? (
        <Unfolded>
          <OrganizationPicker
            label={t.organization}
            value={organizationId}
            error={ofField}
            onChange={(id) => {
              setOrganizationId(id);
              forget();
            }}
          />
        </Unfolded>
      ) : null}
      {documents > 0 ? (
        <Checkbox
          label={t.documents(documents)}
          checked={wanted}
          onChange={(event) => setWanted(event.currentTarget.checked)}
        />
      ) : null}
      <div>
        {t.what(ids.length)} {withDocuments ? t.withDocuments : t.withoutDocuments}
        {withDocuments && other ? ` ${t.people}` : null}
      </div>
      {fault && !fault.fields.organizationId ? <ErrorNotice error={fault} /> : null}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button variant="filled" loading={copy.isPending} onClick={begin}>
          {t.confirm}
        </Button>
      </div>
    </div>
  );
}
