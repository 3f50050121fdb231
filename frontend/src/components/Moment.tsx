import { exact, relative } from '@/app/format';

/** A moment as a person says it; hovering gives it exactly. */
export function Moment({ at, otherwise = '' }: { at: string; otherwise?: string }) {
  if (!at) return <>{otherwise}</>;
  return (
    <time dateTime={at} title={exact(at)} className="one-line">
      {relative(at)}
    </time>
  );
}
