import { texts } from '@/app/texts';
import { StatusDot } from '@/components/StatusDot';

export function OrganizationStatus({ status }: { status: string }) {
  return (
    <StatusDot tone={status === 'active' ? 'good' : 'quiet'}>{texts.organizations.status[status] ?? status}</StatusDot>
  );
}
