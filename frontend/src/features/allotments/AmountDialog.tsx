import { Button, Modal, NumberInput, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { api } from '@/api';
import { type Fault, toFault } from '@/api/fault';
import type { AllotmentRow } from '@/api/types';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import dialog from '@/components/ConfirmButton.module.css';
import { ErrorNotice } from '@/components/ErrorNotice';
import { sayDone } from '@/components/notices';
import { ChoiceLine } from '@/features/organizations/ChoiceLine';
import { useReceivers } from './useAllotments';

const t = texts.allotments;

/** What is done with a number of responses. */
export type Deed = 'topUp' | 'topDown' | 'transfer';

interface AmountDialogProps {
  row: AllotmentRow;
  /** Nothing is asked while there is none. */
  deed: Deed | undefined;
  onClose: () => void;
}

const TITLES: Record<Deed, string> = {
  topUp: t.dialog.topUpTitle,
  topDown: t.dialog.topDownTitle,
  transfer: t.dialog.transferTitle,
};

const SAID: Record<Deed, (amount: number) => string> = {
  topUp: t.toppedUp,
  topDown: t.toppedDown,
  transfer: t.transferred,
};

/** Asks how many and why. A refusal stands beside its field, and the dialog stays open. */
export function AmountDialog({ row, deed, onClose }: AmountDialogProps) {
  return (
    <Modal
      opened={deed !== undefined}
      onClose={onClose}
      title={deed ? TITLES[deed] : ''}
      size={460}
      closeButtonProps={{ 'aria-label': texts.app.close }}
    >
      {deed ? <Question key={deed} row={row} deed={deed} onClose={onClose} /> : null}
    </Modal>
  );
}

function Question({ row, deed, onClose }: { row: AllotmentRow; deed: Deed; onClose: () => void }) {
  const [amount, setAmount] = useState<number | string>('');
  const [reason, setReason] = useState('');
  const [receiver, setReceiver] = useState(0);
  const [fault, setFault] = useState<Fault>();
  const change = useChange(
    (many: number) => {
      if (deed === 'topUp') return api.allotments.TopUp(row.id, many, reason);
      if (deed === 'topDown') return api.allotments.TopDown(row.id, many, reason);
      return api.allotments.Transfer(row.id, receiver, many, reason);
    },
    {
      quiet: true,
      onDone: (_, many) => {
        sayDone(SAID[deed](many));
        onClose();
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setFault(undefined);
    change.mutate(Number(amount === '' ? 0 : amount), { onError: (thrown) => setFault(toFault(thrown)) });
  };
  const fields = fault?.fields ?? {};
  const sentence = {
    topUp: t.dialog.topUpSentence(row.organization),
    topDown: t.dialog.topDownSentence(row.available),
    transfer: t.dialog.transferSentence(row.available),
  };
  return (
    <form onSubmit={submit} className={dialog.form} noValidate>
      <div>{sentence[deed]}</div>
      {deed === 'transfer' ? (
        <Receiver id={row.id} value={receiver} onChange={setReceiver} error={fields.organizationId} />
      ) : null}
      <NumberInput
        label={t.dialog.amount}
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        thousandSeparator=","
        value={amount}
        onChange={setAmount}
        error={fields.amount}
        data-autofocus={deed === 'transfer' ? undefined : true}
      />
      <Textarea
        label={t.dialog.reason}
        description={t.dialog.reasonHelp}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fields.reason}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
      />
      {fault && Object.keys(fields).length === 0 ? <ErrorNotice error={fault} /> : null}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{texts.app.cancel}</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t.dialog[deed]}
        </Button>
      </div>
    </form>
  );
}

interface ReceiverProps {
  id: number;
  value: number;
  onChange: (id: number) => void;
  error?: string;
}

/** One of the organizations below, found by typing. */
function Receiver({ id, value, onChange, error }: ReceiverProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const [words] = useDebouncedValue(typed, 200);
  const receivers = useReceivers(id, words === chosen ? '' : words);
  const found = receivers.data ?? [];
  const data = found.map((one) => ({ value: String(one.id), label: one.name }));
  if (value !== 0 && !found.some((one) => one.id === value)) data.unshift({ value: String(value), label: chosen });
  return (
    <Select
      label={t.dialog.receiver}
      placeholder={texts.organizations.choose}
      searchable
      data={data}
      filter={({ options }) => options}
      value={value === 0 ? null : String(value)}
      onChange={(next) => {
        setChosen(found.find((one) => String(one.id) === next)?.name ?? '');
        onChange(Number(next ?? 0));
      }}
      onSearchChange={setTyped}
      // A list of choices with none in it is no list: where there is nobody below, the field says so.
      description={typed === '' && receivers.isSuccess && found.length === 0 ? t.dialog.noReceiver : undefined}
      nothingFoundMessage={typed === '' ? undefined : t.dialog.noReceiver}
      renderOption={({ option }) => (
        <ChoiceLine name={option.label} trail={found.find((one) => String(one.id) === option.value)?.trail} />
      )}
      error={error}
      openOnFocus={false}
      data-autofocus
    />
  );
}
