import { texts } from '@/app/texts';
import { StatusDot, type Tone } from '@/components/StatusDot';

const TONES: Record<string, Tone> = { active: 'good', pending: 'warn', suspended: 'quiet', locked: 'bad' };

export function UserStatus({ status }: { status: string }) {
  return <StatusDot tone={TONES[status] ?? 'quiet'}>{texts.users.status[status] ?? status}</StatusDot>;
}
