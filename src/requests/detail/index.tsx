import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { Request } from '../../../contract/requests';
import { mayBecome } from '../../../domain/requests/requestStatus';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { formatDate, formatInstant } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go, parameter } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { SpecialWindow } from '../../screen/SpecialWindow';
import { usePhrases } from '../../screen/usePhrases';
import { RequestsStore } from '../../stores/RequestsStore';
import { useStores } from '../../stores/storeContext';
import { requestPhrases } from '../phrases';
import { statusKind } from '../statusKind';
import { Appeal } from './Appeal';
import { Files } from './Files';
import './index.scss';

interface Showing {
  readonly request: Request;
}

/** Someone looks how their request stands, and goes on from there. */
export default observer(function RequestPage() {
  const { myData, people, session } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const id = parameter(useRouter().params, 'id') ?? '';
  const load = async () => {
    await session.ensure().catch(() => undefined);
    await Promise.all([requests.load(id), people.load()]);
    // The phone asks only right after a tap, so the names of the messages are fetched beforehand.
    await myData.prepareMessages('request').catch(() => undefined);
  };
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title={{ words: t('detail.title') }}>
      <Loaded of={requests.shown} onRetry={() => void load()}>
        {(request) => (
          <View>
            <Status request={request} />
            <Next request={request} />
            <What request={request} />
            <Files request={request} />
            <Withdraw request={request} />
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

const Status = observer(function Status({ request }: Showing) {
  const { settings } = useStores();
  const t = usePhrases(requestPhrases);
  const { status, dueAt, expiresAt, appealedAt, note, coveredByLetter } = request;
  const time = (instant: string) => formatInstant(settings.language, instant);
  const final = status === 'refused' && appealedAt !== undefined;
  const next = final ? 'next.refused.final' : (`next.${status}` as const);
  return (
    <Notice kind={statusKind[status]} id="request-status">
      <View className="title">{t(`status.${status}`)}</View>
      <View id="next">{t(next, { due: time(dueAt), until: time(expiresAt ?? dueAt) })}</View>
      {coveredByLetter ? <View>{t('detail.byLetter')}</View> : null}
      {note === undefined || note === '' ? null : (
        <View id="note">
          {t('detail.note')}：{note}
        </View>
      )}
    </Notice>
  );
});

/** The one thing to do now. */
const Next = observer(function Next({ request }: Showing) {
  const t = usePhrases(requestPhrases);
  const { status, kind, appealedAt, reservation } = request;
  if (status === 'approved') return <Seats request={request} />;
  if (status === 'refused' && appealedAt === undefined) return <Appeal request={request} />;
  if (status === 'used' && reservation !== undefined) {
    return (
      <Button id="go-reservation" onPress={() => go('reservation', { id: reservation })}>
        {t('detail.reservation')}
      </Button>
    );
  }
  if (status === 'submitted' || status === 'appealed') return <Remind />;
  return (
    <Button id="ask-again" onPress={() => go(`request-${kind}`)}>
      {t('detail.again')}
    </Button>
  );
});

/** To the seats that it opens, with the window and the promised day. */
const Seats = observer(function Seats({ request }: Showing) {
  const { booking, settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const { id, kind, people, hall } = request;
  const service = people[0]?.services[0];
  const promised = requests.promise.value;
  const choose = () => {
    booking.takeRequest(request);
    go('slots', { lane: kind, request: id, service, hall, party: String(people.length) });
  };
  return (
    <View>
      <Card>
        <SpecialWindow lane={kind} />
        {promised === undefined ? null : (
          <View id="promise">
            {t(promised.provisional ? 'detail.promiseAbout' : 'detail.promise', {
              date: formatDate(settings.language, promised.promisedOn),
            })}
          </View>
        )}
      </Card>
      <Button id="go-seats" onPress={choose}>
        {t('detail.seats')}
      </Button>
    </View>
  );
});

/** A message when it is decided. */
const Remind = observer(function Remind() {
  const { myData, settings } = useStores();
  const t = usePhrases(requestPhrases);
  if (!myData.canAskForMessages) return null;
  const ask = async () => {
    try {
      const allowed = await myData.allowMessages('request');
      say(settings.t(allowed > 0 ? 'messages.allowed' : 'messages.refused'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Button id="remind" kind="plain" onPress={() => void ask()}>
      {t('detail.remind')}
    </Button>
  );
});

const What = observer(function What({ request }: Showing) {
  const { city, settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const { kind, reason, company, letter, people, statement, hall, submittedAt } = request;
  const day = (date: string) => formatDate(settings.language, date);
  const nameOf = (service: (typeof people)[number]['services'][number]) =>
    settings.pick(city.service(service)?.shortName ?? { zh: service, en: service });
  return (
    <View>
      <View className="section">
        <Text>{t(`kind.${kind}`)}</Text>
      </View>
      <Card>
        <View className="strong">{settings.pick(requests.nameOf(reason))}</View>
        {company === undefined ? null : <View>{company.name}</View>}
        {letter === undefined ? null : (
          <View>{t('detail.period', { from: day(letter.from), until: day(letter.until) })}</View>
        )}
        {people.map((person) => (
          <View key={person.documentNumber} className="row row--spread">
            <Text>{person.name}</Text>
            <Text className="hint">{person.services.map(nameOf).join('，')}</Text>
          </View>
        ))}
        {statement === '' ? null : <View>{statement}</View>}
        <View className="hint">
          {t('detail.sent', {
            time: formatInstant(settings.language, submittedAt),
            hall: settings.pick(city.district(hall)),
          })}
        </View>
      </Card>
    </View>
  );
});

const Withdraw = observer(function Withdraw({ request }: Showing) {
  const { settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  if (!mayBecome(request.status, 'withdrawn')) return null;
  const withdraw = async () => {
    if (!(await askToConfirm(settings, t('detail.withdrawAsk')))) return;
    try {
      if ((await requests.withdraw(request.id)) !== undefined) say(t('detail.withdrawn'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View className="detail__button">
      <Button id="withdraw" kind="plain" disabled={requests.busy} onPress={() => void withdraw()}>
        {t('detail.withdraw')}
      </Button>
    </View>
  );
});
