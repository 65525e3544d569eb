import { Picker, Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DeskOperation } from '../../../contract/operations';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Choice } from '../../components/Choice';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { QrCode } from '../../components/QrCode';
import { askToConfirm, say } from '../../screen/asking';
import { go, type Route, switchTo } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { useStores } from '../../stores/storeContext';
import '../DeskScreen.scss';
import { Options } from '../Options';
import { useDesk } from '../useDesk';
import './index.scss';

/** Staff come in: bound already, with a one-time code, or by a demonstration post on the web. */
export default observer(function EnterPage() {
  const { city } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  useDidShow(() => {
    void city.ensure();
  });
  return (
    <Screen title={{ words: t('enter.title') }}>
      <Refused />
      {session.entered ? <Inside /> : session.bound === undefined ? <Outside /> : <Bound />}
    </Screen>
  );
});

const Refused = observer(function Refused() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { error } = desk.session;
  if (error === undefined) return null;
  return (
    <Notice kind="bad" id="enter-error">
      {error.code === 'NOT_ALLOWED' ? t('enter.notBound') : settings.error(error.code, error.details)}
    </Notice>
  );
});

const Outside = observer(function Outside() {
  const { platform } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  const [code, setCode] = useState('');
  return (
    <View>
      <View className="hint enter__hint">{t('enter.hint')}</View>
      <Button id="enter-desk" disabled={session.busy} onPress={() => void session.enter()}>
        {t('enter.enter')}
      </Button>
      <View className="section">
        <Text>{t('enter.first')}</Text>
      </View>
      <Card>
        <Field
          id="bind-code"
          label={t('enter.code')}
          hint={t('enter.codeHint')}
          value={code}
          onInput={setCode}
        />
        <Button
          id="bind"
          kind="plain"
          disabled={session.busy || code.replace(/[\s-]/g, '').length !== 8}
          onPress={() => void session.bind(code)}
        >
          {t('enter.bind')}
        </Button>
      </Card>
      {platform.demoStaff === undefined ? null : <Demo />}
    </View>
  );
});

/** On the web nobody stands behind a phone: a post can be tried out. */
const Demo = observer(function Demo() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const halls = city.city.value?.halls ?? [];
  const [hall, setHall] = useState('xihu');
  const [role, setRole] = useState<'clerk' | 'lead' | 'supervisor'>('lead');
  const post = role === 'supervisor' ? '*' : role === 'lead' ? hall : `${hall}:clerk`;
  return (
    <View>
      <View className="section">
        <Text>{t('enter.demo')}</Text>
        <Text className="hint">{t('enter.demoHint')}</Text>
      </View>
      <Card>
        <Picker
          mode="selector"
          range={halls.map(({ district }) => settings.pick(district))}
          value={Math.max(
            0,
            halls.findIndex((each) => each.hall === hall),
          )}
          onChange={({ detail }) => setHall(halls[Number(detail.value)]?.hall ?? hall)}
        >
          <Choice id="demo-hall" label={t('enter.chooseHall')} value={settings.pick(city.district(hall))} />
        </Picker>
        <Options
          label={t('enter.youAre')}
          name="demo"
          options={(['clerk', 'lead', 'supervisor'] as const).map((value) => ({
            value,
            text: t(`role.${value}`),
          }))}
          chosen={[role]}
          onPress={setRole}
        />
        <Button
          id="enter-demo"
          kind="plain"
          disabled={desk.session.busy}
          onPress={() => void desk.session.enterDemo(post)}
        >
          {t('enter.asDemo')}
        </Button>
      </Card>
    </View>
  );
});

/** The second factor, shown once. */
const Bound = observer(function Bound() {
  const { city, platform, settings } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  const { bound } = session;
  if (bound === undefined) return null;
  const hall = bound.hall === '*' ? t('enter.allHalls') : settings.pick(city.district(bound.hall));
  const copy = async () => {
    if ((await platform.giveText({ name: 'secret.txt', text: bound.totp.secret })) !== 'failed') {
      say(t('enter.copied'));
    }
  };
  const enter = async () => {
    if (await session.enter()) session.forgetSecret();
  };
  return (
    <Card>
      <View id="bound" className="strong">
        {t('enter.bound', { role: t(`role.${bound.role}`), hall })}
      </View>
      <View className="enter__secret">{t('enter.secret')}</View>
      <View className="enter__code">
        <QrCode id="totp-code" className="enter__qr" text={bound.totp.uri} label={t('factor.title')} />
        <Text id="totp-secret" className="enter__key">
          {bound.totp.secret.replace(/.{4}/g, '$& ')}
        </Text>
      </View>
      <View className="desk-bar">
        <Button id="copy-secret" kind="plain" onPress={() => void copy()}>
          {t('enter.copySecret')}
        </Button>
        <Button id="secret-saved" disabled={session.busy} onPress={() => void enter()}>
          {t('enter.saved')}
        </Button>
      </View>
    </Card>
  );
});

/** What is wanted now and then, each with the operation without which it is of no use. */
const more = [
  { id: 'go-kiosks', route: 'desk-kiosks', needs: 'listKiosks', text: 'enter.kiosks' },
] as const satisfies readonly { id: string; route: Route; needs: DeskOperation; text: string }[];

const Inside = observer(function Inside() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { session } = desk;
  const halls = city.city.value?.halls ?? [];
  const leave = async () => {
    const count = desk.window.outbox.steps.length;
    const question = count > 0 ? t('enter.leaveUnsent', { count }) : t('enter.leaveAsk');
    if (!(await askToConfirm(settings, question))) return;
    desk.forget();
    switchTo('me');
  };
  return (
    <View>
      <Card>
        <View className="hint">{t('enter.youAre')}</View>
        <View id="post" className="title">
          {session.post === undefined ? '' : t(`role.${session.post.role}`)}
          {session.hall === undefined ? '' : ` · ${settings.pick(city.district(session.hall))}`}
        </View>
      </Card>
      {session.mayChooseHall ? (
        <Options
          label={t('enter.chooseHall')}
          name="hall"
          options={halls.map(({ hall }) => ({ value: hall, text: settings.pick(city.shortDistrict(hall)) }))}
          chosen={session.hall === undefined ? [] : [session.hall]}
          onPress={(hall) => desk.chooseHall(hall)}
        />
      ) : null}
      <View className="desk-bar">
        <View className="desk-bar__main">
          <Button id="go-window" disabled={session.hall === undefined} onPress={() => go('desk-window')}>
            {t('nav.window')}
          </Button>
        </View>
        <Button
          id="go-today"
          kind="plain"
          disabled={session.hall === undefined}
          onPress={() => go('desk-today')}
        >
          {t('today.title')}
        </Button>
        {more
          .filter(({ needs }) => session.may(needs))
          .map(({ id, route, text }) => (
            <Button
              key={id}
              id={id}
              kind="plain"
              disabled={session.hall === undefined}
              onPress={() => go(route)}
            >
              {t(text)}
            </Button>
          ))}
        {session.post?.role === 'supervisor' ? (
          <Button id="go-oversight" kind="plain" onPress={() => go('oversight')}>
            {t('enter.oversight')}
          </Button>
        ) : null}
        <Button id="leave-desk" kind="plain" onPress={() => void leave()}>
          {t('enter.leave')}
        </Button>
      </View>
    </View>
  );
});
