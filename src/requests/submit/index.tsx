import { Picker, Text, View } from '@tarojs/components';
import { useDidShow, useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { requestKinds } from '../../../domain/requests/requestKind';
import { services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Choice } from '../../components/Choice';
import { Notice } from '../../components/Notice';
import { formatDate } from '../../i18n/dates';
import { say } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { parameter, replace } from '../../screen/navigation';
import { Who } from '../../screen/PartyFields';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { RequestFormStore } from '../../stores/RequestFormStore';
import { RequestsStore } from '../../stores/RequestsStore';
import { useStores } from '../../stores/storeContext';
import { Evidence } from '../Evidence';
import { requestPhrases } from '../phrases';
import { Statement } from '../Statement';
import { Companies } from './Companies';
import './index.scss';

/** Someone is in a hurry, or travels for a company: what they need is said first, then it is sent in one page. */
export default observer(function SubmitPage() {
  const { booking, city, people, search, session } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const { params } = useRouter();
  const kind = requestKinds.find((each) => each === parameter(params, 'kind')) ?? 'urgent';

  useLoad(() => {
    form.begin(kind);
    booking.begin('', services.find((each) => each === parameter(params, 'service')) ?? search.service);
  });
  const load = async () => {
    await city.ensure();
    await session.ensure().catch(() => undefined);
    await Promise.all([form.load(), people.load()]);
  };
  useDidShow(() => {
    void load();
  });

  return (
    <Screen title={{ words: t(`kind.${kind}`) }} withBar>
      <Notice id="how">
        <View className="strong">{t(kind === 'urgent' ? 'submit.urgentHow' : 'submit.enterpriseHow')}</View>
        <View>{t('submit.steps')}</View>
      </Notice>
      <Refused />
      <Loaded of={form.reasons} onRetry={() => void load()}>
        {() => <Form onRetry={() => void load()} />}
      </Loaded>
      <Bar />
    </Screen>
  );
});

const Refused = observer(function Refused() {
  const { settings } = useStores();
  const { error } = useStores().part(RequestFormStore);
  return error === undefined ? null : (
    <Notice kind="bad" id="submit-error">
      {settings.error(error.code, error.details)}
    </Notice>
  );
});

/** The rest is asked once it is known what for. */
const Form = observer(function Form({ onRetry }: { onRetry: () => void }) {
  const form = useStores().part(RequestFormStore);
  return (
    <View>
      <Reasons />
      {form.reason === undefined ? null : (
        <View>
          {form.kind === 'enterprise' ? <Companies onRetry={onRetry} /> : null}
          <Who onRetry={onRetry} />
          <What />
          <Proof />
          <Hall />
          <More />
        </View>
      )}
    </View>
  );
});

/** Each reason with the proof that it needs. */
const Reasons = observer(function Reasons() {
  const { settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const { reason: chosen } = form;
  const shown = chosen === undefined ? form.offered : [chosen];
  return (
    <View>
      <View className="section">
        <Text>{t(form.kind === 'urgent' ? 'submit.why' : 'submit.whyEnterprise')}</Text>
      </View>
      {shown.map(({ reason, name, proofs }) => (
        <Card
          key={reason}
          id={`reason-${reason}`}
          label={settings.pick(name)}
          onPress={() => form.chooseReason(chosen === undefined ? reason : undefined)}
        >
          <View className="row row--spread">
            <View className="strong grow">{settings.pick(name)}</View>
            <Text className="hint">{chosen === undefined ? '›' : '✓'}</Text>
          </View>
          <View className="hint submit__needs">
            {t('submit.needs', { proof: proofs.map((proof) => settings.pick(proof)).join('；') })}
          </View>
          {chosen === undefined ? null : <View className="hint">{t('submit.chosen')}</View>}
        </Card>
      ))}
    </View>
  );
});

const What = observer(function What() {
  const { booking, city, settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const lane = form.hall?.lanes.find((each) => each.lane === form.kind);
  const offered = city.services.filter(({ service }) => lane?.services.includes(service) ?? false);
  return (
    <View>
      <View className="section">
        <Text>{settings.t('confirm.services')}</Text>
      </View>
      <View className="wrap">
        {offered.map(({ service, shortName }) => (
          <Chip
            key={service}
            id={`for-${service}`}
            text={settings.pick(shortName)}
            chosen={booking.services.includes(service)}
            onPress={() => booking.toggleService(service)}
          />
        ))}
      </View>
    </View>
  );
});

const Proof = observer(function Proof() {
  const { settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const { reason, covered, company } = form;
  const limits = form.reasons.value?.limits;
  if (limits === undefined || reason === undefined) return null;
  const megabytes = Math.round(limits.bytesMax / 100_000) / 10;
  return (
    <View>
      <View className="section">
        <Text>{t('submit.proof')}</Text>
      </View>
      {covered && company?.letter !== undefined ? (
        <Notice kind="good" id="covered">
          {t('submit.covered', { date: formatDate(settings.language, company.letter.until) })}
        </Notice>
      ) : null}
      <View className="hint submit__hint">
        <View>{reason.proofs.map((proof) => settings.pick(proof)).join('；')}</View>
        <View>{t('submit.proofHint', { files: limits.filesMax, megabytes })}</View>
        <View>{t('submit.proofPrivate')}</View>
      </View>
      <Evidence of={form.evidence} />
      {form.needsPeriod ? <Period /> : null}
    </View>
  );
});

/** The days that a confirmation letter covers. */
const Period = observer(function Period() {
  const { city, settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const today = city.today ?? '';
  const shown = (date: string) => (date === '' ? t('submit.choose') : formatDate(settings.language, date));
  return (
    <View>
      <View className="section">
        <Text>{t('submit.letter')}</Text>
      </View>
      <Card>
        <Picker
          mode="date"
          value={form.letterFrom || today}
          onChange={({ detail }) => form.chooseLetter({ from: detail.value })}
        >
          <Choice id="letter-from" label={t('submit.letterFrom')} value={shown(form.letterFrom)} />
        </Picker>
        <Picker
          mode="date"
          value={form.letterUntil || today}
          onChange={({ detail }) => form.chooseLetter({ until: detail.value })}
        >
          <Choice id="letter-until" label={t('submit.letterUntil')} value={shown(form.letterUntil)} />
        </Picker>
      </Card>
    </View>
  );
});

const Hall = observer(function Hall() {
  const { settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const names = form.halls.map(({ district }) => settings.pick(district));
  const index = form.halls.findIndex(({ hall }) => hall === form.hall?.hall);
  return (
    <View>
      <View className="section">
        <Text>{t('submit.hall')}</Text>
      </View>
      <Card>
        <Picker
          mode="selector"
          range={names}
          value={Math.max(0, index)}
          onChange={({ detail }) => {
            const hall = form.halls[Number(detail.value)];
            if (hall !== undefined) form.chooseHall(hall.hall);
          }}
        >
          <Choice id="choose-hall" label={settings.t('slots.hall')} value={names[index] ?? ''} />
        </Picker>
      </Card>
    </View>
  );
});

const More = observer(function More() {
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  return (
    <View>
      <View className="section">
        <Text>{t('submit.statement')}</Text>
      </View>
      <Statement
        id="statement"
        label={t('submit.statement')}
        hint={t('submit.statementHint')}
        value={form.statement}
        onInput={(text) => form.write(text)}
      />
    </View>
  );
});

const Bar = observer(function Bar() {
  const form = useStores().part(RequestFormStore);
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const { missing, busy } = form;
  const send = async () => {
    const request = await form.submit();
    if (request === null) return;
    requests.take(request);
    say(t(request.status === 'approved' ? 'submit.approved' : 'submit.sent'));
    replace('request', { id: request.id });
  };
  return (
    <View className="bar">
      {missing === undefined ? null : (
        <View id="missing" className="hint">
          {t(`missing.${missing}`)}
        </View>
      )}
      <Button id="send-request" disabled={missing !== undefined || busy} onPress={() => void send()}>
        {busy ? t('submit.sending') : t('submit.send')}
      </Button>
    </View>
  );
});
