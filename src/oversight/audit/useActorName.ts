import { useOversight } from '../useOversight';

/** Who acted, by kind and the end of the id, which tells apart enough and can be read aloud. */
export function useActorName(): (actor: string, name?: string) => string {
  const { t } = useOversight();
  return (actor, name) => {
    const [kind, id = ''] = actor.split(':');
    if (name !== undefined) return t('audit.named', { name });
    if (kind === 'citizen' || kind === 'staff') return t(`audit.${kind}`, { id: id.slice(-6) });
    return kind === 'operator' ? t('audit.operator') : t('audit.system');
  };
}
