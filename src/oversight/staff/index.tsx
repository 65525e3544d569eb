import { Picker, Text, View } from '@tarojs/components';
import { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { type StaffRole, staffRoles } from '../../../domain/desk/permissions';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Choice } from '../../components/Choice';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { formatInstant } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import type { StaffEntry } from '../../stores/OversightStore';
import { useStores } from '../../stores/storeContext';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';
import './index.scss';

/** A supervisor gives somebody a post, and ends it when they leave. */
export default observer(function StaffPage() {
  const { city } = useStores();
  const { oversight, t } = useOversight();
  const load = () => {
    void city.ensure();
    void oversight.loadStaff();
  };
  useDidShow(load);
  useDidHide(() => oversight.forgetCode());
  useUnload(() => oversight.forgetCode());
  return (
    <OversightScreen title={t('staff.title')}>
      {oversight.issued === undefined ? <Invite /> : <Issued />}
      <Loaded of={oversight.staff} onRetry={load}>
        {(all) => (
          <View>
            {all.length === 0 ? <Empty id="no-staff" title={t('staff.none')} /> : null}
            {all.map((post) => (
              <PostCard key={post.id} post={post} />
            ))}
          </View>
        )}
      </Loaded>
    </OversightScreen>
  );
});

/** A hall by its district, or the whole city. */
function useHallName(): (hall: string) => string {
  const { city, settings } = useStores();
  const { t } = useOversight();
  return (hall) => {
    const known = city.city.value?.halls.find((each) => each.hall === hall);
    return known === undefined ? t('staff.city') : settings.pick(known.district);
  };
}

const Invite = observer(function Invite() {
  const { city, settings } = useStores();
  const { oversight, t } = useOversight();
  const nameOf = useHallName();
  const halls = city.city.value?.halls ?? [];
  const [role, setRole] = useState<StaffRole>('clerk');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const named = { name: name.trim(), number: number.trim() };
  const isNamed = named.name !== '' && named.number !== '';
  const hall = role === 'supervisor' ? '*' : (chosen ?? halls[0]?.hall);
  const invite = async () => {
    if (hall === undefined) return;
    await oversight.invite({ role, hall, named }).catch((error: unknown) => sayError(settings, error));
  };
  return (
    <Card>
      <View className="strong">{t('staff.invite')}</View>
      <View className="wrap staff__roles">
        {staffRoles.map((each) => (
          <Chip
            key={each}
            id={`role-${each}`}
            text={t(`staff.role.${each}`)}
            chosen={role === each}
            onPress={() => setRole(each)}
          />
        ))}
      </View>
      {role === 'supervisor' || hall === undefined ? null : (
        <Picker
          mode="selector"
          range={halls.map((each) => settings.pick(each.district))}
          value={Math.max(
            0,
            halls.findIndex((each) => each.hall === hall),
          )}
          onChange={({ detail }) => setChosen(halls[Number(detail.value)]?.hall)}
        >
          <Choice id="staff-hall" label={t('staff.hall')} value={nameOf(hall)} />
        </Picker>
      )}
      <Field id="staff-name" label={t('staff.name')} value={name} maxLength={40} onInput={setName} />
      <Field id="staff-number" label={t('staff.number')} value={number} maxLength={20} onInput={setNumber} />
      <View className="staff__button">
        <Button
          id="invite"
          disabled={oversight.busy || hall === undefined || !isNamed}
          onPress={() => void invite()}
        >
          {t('staff.make')}
        </Button>
      </View>
    </Card>
  );
});

/** The code, once: whoever leaves the page has seen it. */
const Issued = observer(function Issued() {
  const { settings } = useStores();
  const { oversight, t } = useOversight();
  const nameOf = useHallName();
  const { issued } = oversight;
  if (issued === undefined) return null;
  const { role, hall, code, until } = issued;
  const hint = {
    role: t(`staff.role.${role}`),
    hall: nameOf(hall),
    until: formatInstant(settings.language, new Date(until).toISOString()),
  };
  return (
    <Card>
      <View className="strong">{t('staff.code')}</View>
      <View id="staff-code" className="staff__code">
        {code.replace(/(.{4})/, '$1 ')}
      </View>
      <View>{t('staff.codeHint', hint)}</View>
      <View className="staff__button">
        <Button id="code-told" kind="plain" onPress={() => oversight.forgetCode()}>
          {t('staff.written')}
        </Button>
      </View>
    </Card>
  );
});

const PostCard = observer(function PostCard({ post }: { post: StaffEntry }) {
  const { settings } = useStores();
  const { oversight, t } = useOversight();
  const nameOf = useHallName();
  const { id, role, hall, bound, since, name = t('staff.noName'), number = '' } = post;
  const who = `${name} ${number}`.trim();
  const time = formatInstant(settings.language, since);
  const newCode = async () => {
    if (!(await askToConfirm(settings, t('staff.newCodeAsk')))) return;
    await oversight.invite({ role, hall, staff: id }).catch((error: unknown) => sayError(settings, error));
  };
  const end = async () => {
    if (!(await askToConfirm(settings, t('staff.endAsk', { who, role: t(`staff.role.${role}`) })))) return;
    try {
      await oversight.endPost(id);
      say(t('staff.ended'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id={`post-${id}`}>
      <View id={`who-${id}`} className="strong">
        {who}
      </View>
      <View>
        {t(`staff.role.${role}`)} · {nameOf(hall)}
      </View>
      <View className={bound ? 'hint' : 'warn'}>{t(bound ? 'staff.bound' : 'staff.unbound', { time })}</View>
      <View className="row row--spread">
        <Text id={`code-${id}`} className="link" ariaRole="button" onClick={() => void newCode()}>
          {t('staff.newCode')}
        </Text>
        <Text id={`end-${id}`} className="link bad" ariaRole="button" onClick={() => void end()}>
          {t('staff.end')}
        </Text>
      </View>
    </Card>
  );
});
