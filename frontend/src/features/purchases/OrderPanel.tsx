import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/api';
import type { OrderRow } from '@/api/types';
import { exact, number } from '@/app/format';
import { texts } from '@/app/texts';
import { useChange } from '@/app/useChange';
import { ConfirmButton, ConfirmDialog } from '@/components/ConfirmButton';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { Facts, SidePanel } from '@/components/SidePanel';
import { useSaveTask } from '@/components/useSaveTask';
import { OrderState } from './OrderState';

const t = texts.purchases;

/** One order: what it costs, where it stands, and what the administrator can do. */
export function OrderPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery({ queryKey: ['purchases', 'one', id], queryFn: () => api.purchases.Get(id) });
  return (
    <SidePanel title={t.order(id)} under={query.data?.organization} onClose={onClose}>
      <Loaded query={query}>{(row) => <Glance row={row} />}</Loaded>
    </SidePanel>
  );
}

function Glance({ row }: { row: OrderRow }) {
  const { save, dialog } = useSaveTask(t.savingInvoice);
  return (
    <>
      <OrderState row={row} />
      {row.problem ? (
        <Alert icon={<IconAlertTriangle stroke={1.5} />} color="bad" p="sm">
          {row.problemDetail} {t.problemHelp[row.problem]}
        </Alert>
      ) : null}
      <Facts rows={factsOf(row)} />
      <Actions row={row} />
      <Group gap={8}>
        {row.invoiceNumber ? (
          <Button size="xs" onClick={() => save(() => api.purchases.SaveInvoice(row.id))}>
            {t.actions.invoice}
          </Button>
        ) : null}
        <Button size="xs" component={Link} to={`/organizations/${row.organizationId}/allotments`}>
          {t.actions.organization}
        </Button>
      </Group>
      {dialog}
    </>
  );
}

function factsOf(row: OrderRow): [string, ReactNode][] {
  const rows: [string, ReactNode][] = [
    [texts.purchases.columns.assessment, row.assessment],
    [t.facts.quantity, number(row.quantity)],
    [t.facts.each, row.unitPrice],
  ];
  if (row.taxLine) rows.push([t.facts.net, row.net], [row.taxLine, row.tax]);
  rows.push([t.facts.total, <strong key="total">{row.total}</strong>], [t.facts.payment, t.payments[row.payment]]);
  const more: [string, string][] = [
    [t.facts.invoice, row.invoiceNumber],
    [t.facts.buyer, [row.buyerName, row.buyerAddress].filter(Boolean).join('\n')],
    [t.facts.note, row.note],
    [t.facts.by, row.createdBy],
    [t.facts.created, exact(row.createdAt)],
    [t.facts.paid, exact(row.paidAt)],
    [t.facts.refunded, row.refunded ? t.refundedWith(row.refunded, row.takenBack) : ''],
    [t.facts.paymentId, row.paymentId],
  ];
  for (const [name, value] of more) {
    if (value) {
      rows.push([
        name,
        <span key={name} dir="auto" style={{ whiteSpace: 'pre-line' }}>
          {value}
        </span>,
      ]);
    }
  }
  return rows;
}

function Actions({ row }: { row: OrderRow }) {
  const act = (work: (id: number) => Promise<OrderRow>, said: string) => async () => {
    await change.mutateAsync(() => work(row.id));
    sayDone(said);
  };
  const change = useChange((work: () => Promise<OrderRow>) => work(), { quiet: true });
  return (
    <Group gap={8}>
      {row.state === 'awaiting' ? (
        <ConfirmButton
          button={{ size: 'xs', variant: 'filled' }}
          title={t.markPaidTitle(row.id)}
          sentence={t.markPaidSentence(row.total, row.quantity)}
          confirm={t.actions.markPaid}
          onConfirm={act(api.purchases.MarkPaid, t.done.paid)}
        >
          {t.actions.markPaid}
        </ConfirmButton>
      ) : null}
      {row.problem && row.credited === 0 && row.state !== 'awaiting' ? (
        <ConfirmButton
          button={{ size: 'xs', variant: 'filled' }}
          title={t.acceptTitle(row.id)}
          sentence={t.acceptSentence(row.quantity)}
          confirm={t.actions.accept}
          onConfirm={act(api.purchases.Accept, t.done.accepted)}
        >
          {t.actions.accept}
        </ConfirmButton>
      ) : null}
      {row.problem ? (
        <ConfirmButton
          button={{ size: 'xs' }}
          title={t.dismissTitle}
          sentence={t.dismissSentence}
          confirm={t.actions.dismiss}
          onConfirm={act((id) => api.purchases.Dismiss(id, ''), t.done.dismissed)}
        >
          {t.actions.dismiss}
        </ConfirmButton>
      ) : null}
      {row.state === 'awaiting' || row.state === 'draft' ? (
        <ConfirmButton
          button={{ size: 'xs' }}
          title={t.cancelTitle(row.id)}
          sentence={t.cancelSentence}
          confirm={t.actions.cancel}
          danger
          onConfirm={act(api.purchases.Cancel, t.done.cancelled)}
        >
          {t.actions.cancel}
        </ConfirmButton>
      ) : null}
      {row.state === 'paid' ? <Refund row={row} onConfirm={act(api.purchases.Refund, t.done.refunded)} /> : null}
    </Group>
  );
}

/** A refund says what it takes and gives before it is done. */
function Refund({ row, onConfirm }: { row: OrderRow; onConfirm: () => Promise<unknown> }) {
  const [sentence, setSentence] = useState('');
  const ask = () =>
    api.purchases
      .RefundEffect(row.id)
      .then(({ responses, amount, atStripe }) => setSentence(t.refundSentence(responses, amount, atStripe)))
      .catch(sayFault);
  return (
    <>
      <Button size="xs" onClick={ask}>
        {t.actions.refund}
      </Button>
      <ConfirmDialog
        opened={sentence !== ''}
        onClose={() => setSentence('')}
        title={t.refundTitle(row.id)}
        sentence={sentence}
        confirm={t.actions.refund}
        danger
        onConfirm={onConfirm}
      />
    </>
  );
}
