import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { CitizenDocument } from '../../../contract/documents';
import { documentStatuses } from '../../../domain/document/documentStatus';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { formatDate, hallParts } from '../../i18n/dates';
import { say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { WayTo } from '../../screen/WayTo';
import { DocumentsStore, type MyDocuments } from '../../stores/DocumentsStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';
import './index.scss';

/** Someone waits for a document: how far it is, when it is ready, where to fetch it. */
export default observer(function DocumentsPage() {
  const stores = useStores();
  const documents = stores.part(DocumentsStore);
  const t = usePhrases(guidePhrases);
  const load = () => Promise.all([stores.city.ensure(), documents.load()]);
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title={{ words: t('documents.title') }}>
      <Loaded of={documents.mine} onRetry={() => void load()} lines={5}>
        {(mine) =>
          mine.documents.length === 0 ? (
            <Empty id="no-documents" title={t('documents.none')} hint={t('documents.noneHint')}>
              <Button id="go-guide" kind="plain" onPress={() => go('guide')}>
                {t('need.title')}
              </Button>
            </Empty>
          ) : (
            <Documents mine={mine} />
          )
        }
      </Loaded>
    </Screen>
  );
});

const Documents = observer(function Documents({ mine }: { readonly mine: MyDocuments }) {
  const stores = useStores();
  const documents = stores.part(DocumentsStore);
  const t = usePhrases(guidePhrases);
  return (
    <View>
      {documents.awaited.map((document) => (
        <Awaited key={document.id} document={document} />
      ))}
      <Remind />
      {documents.awaited.length === 0 ? null : (
        <View>
          <View className="section">
            <Text>{t('documents.how')}</Text>
          </View>
          <Card id="collection">{stores.settings.pick(mine.collection)}</Card>
        </View>
      )}
      {documents.collected.length === 0 ? null : (
        <View className="section">
          <Text>{t('documents.past')}</Text>
        </View>
      )}
      {documents.collected.map((document) => (
        <Collected key={document.id} document={document} />
      ))}
    </View>
  );
});

/** Asks for the message where somebody reads that they still have to wait. */
const Remind = observer(function Remind() {
  const stores = useStores();
  const { myData, settings } = stores;
  const documents = stores.part(DocumentsStore);
  const t = usePhrases(guidePhrases);
  useDidShow(() => {
    void myData.prepareMessages('document').catch(() => undefined);
  });
  if (!myData.canAskForMessages || !documents.mayBecomeReady) return null;
  const ask = async () => {
    try {
      const allowed = await myData.allowMessages('document');
      say(settings.t(allowed > 0 ? 'messages.allowed' : 'messages.refused'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Button id="remind" kind="plain" onPress={() => void ask()}>
      {t('documents.remind')}
    </Button>
  );
});

interface DocumentProps {
  readonly document: CitizenDocument;
}

const Awaited = observer(function Awaited({ document }: DocumentProps) {
  const stores = useStores();
  const { city, settings } = stores;
  const { language, pick } = settings;
  const t = usePhrases(guidePhrases);
  const { id, status, promisedOn, provisional, overdue, acceptedOn, readySince, receipt, hall } = document;
  const place = city.hall(hall);
  return (
    <Card id={`document-${id}`}>
      <Whose document={document} />
      <View id={`when-${id}`} className="documents__when">
        {readySince === undefined
          ? t(provisional ? 'documents.promisedAbout' : 'documents.promised', {
              date: formatDate(language, promisedOn),
            })
          : t('documents.ready', { date: formatDate(language, hallParts(readySince).date) })}
      </View>
      {overdue ? (
        <Notice id={`late-${id}`} kind="warn">
          {t('documents.late')}
        </Notice>
      ) : null}
      <Steps document={document} />
      <View className="documents__line hint">
        {t('documents.accepted', { date: formatDate(language, acceptedOn) })} · {pick(document.hallName)}
      </View>
      <View className="documents__line">{t('documents.receipt', { receipt })}</View>
      {place === undefined || (status !== 'ready' && !overdue) ? null : (
        <View className="documents__ways">
          <WayTo id={id} hall={place} />
          <Button
            id={`call-${id}`}
            kind="plain"
            onPress={() => void Taro.makePhoneCall({ phoneNumber: place.phone })}
          >
            {settings.t('reservation.call')}
          </Button>
        </View>
      )}
    </Card>
  );
});

const Whose = observer(function Whose({ document }: DocumentProps) {
  const { city, settings } = useStores();
  const t = usePhrases(guidePhrases);
  const { id, service, name, status } = document;
  const title = settings.pick(city.service(service)?.shortName ?? { zh: service, en: service });
  return (
    <View className="row row--spread">
      <Text className="title grow">
        {title} · {name}
      </Text>
      <Text id={`status-${id}`} className={`documents__status documents__status--${status}`}>
        {t(`documents.status.${status}`)}
      </Text>
    </View>
  );
});

/** The four steps, told by sign and word as well as by colour. */
const Steps = observer(function Steps({ document }: DocumentProps) {
  const t = usePhrases(guidePhrases);
  const reached = documentStatuses.indexOf(document.status);
  return (
    <View className="documents__steps">
      {documentStatuses.map((step, index) => {
        const state = index < reached ? 'done' : index === reached ? 'now' : 'toCome';
        const name = t(`documents.status.${step}`);
        return (
          <View
            key={step}
            className={`documents__step documents__step--${state}`}
            ariaRole="text"
            ariaLabel={t('documents.step', { step: name, state: t(`documents.${state}`) })}
          >
            <Text className="documents__mark">{state === 'done' ? '✓' : state === 'now' ? '●' : '○'}</Text>
            <Text>{name}</Text>
          </View>
        );
      })}
    </View>
  );
});

const Collected = observer(function Collected({ document }: DocumentProps) {
  const { language, pick } = useStores().settings;
  const t = usePhrases(guidePhrases);
  const { id, acceptedOn, collectedAt, hallName, receipt } = document;
  return (
    <Card id={`document-${id}`}>
      <Whose document={document} />
      <View className="documents__line">
        {t('documents.accepted', { date: formatDate(language, acceptedOn) })}
        {collectedAt === undefined
          ? ''
          : ` · ${t('documents.collected', { date: formatDate(language, hallParts(collectedAt).date) })}`}
      </View>
      <View className="hint">
        {pick(hallName)} · {t('documents.receipt', { receipt })}
      </View>
    </Card>
  );
});
