import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DeskDocument } from '../../../contract/desk';
import { daysBetween } from '../../../domain/calendar/localDate';
import { correctionReasons, stepBack } from '../../../domain/document/documentStatus';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { Sheet } from '../../components/Sheet';
import { formatDate, hallParts } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { usePhrases } from '../../screen/usePhrases';
import { documentLists } from '../../stores/DeskDocumentsStore';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { serviceName } from '../entryText';
import { useDesk } from '../useDesk';
import './index.scss';
import { deskDocumentPhrases } from './phrases';

/** Staff take documents a step on, many at once, and see first which of them are late. */
export default observer(function DeskDocumentsPage() {
  const { city } = useStores();
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  const [correcting, correct] = useState<DeskDocument>();
  const load = () => Promise.all([city.ensure(), documents.load()]);
  useDidShow(() => {
    void load();
  });
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('title')} page="documents" withBar>
      <Search />
      <Lists onCorrect={correct} onRetry={() => void load()} />
      <Bar />
      {correcting === undefined ? null : (
        <CorrectSheet document={correcting} onClose={() => correct(undefined)} />
      )}
    </DeskScreen>
  );
});

const Search = observer(function Search() {
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  return (
    <View className="desk-search">
      <View className="grow">
        <Field
          id="search"
          label={t('find')}
          hint={t('findHint')}
          value={documents.text}
          onInput={(text) => documents.write(text)}
        />
      </View>
      <Button id="find" kind="plain" onPress={() => void documents.search()}>
        {t('find')}
      </Button>
    </View>
  );
});

interface ListsProps {
  readonly onCorrect: (document: DeskDocument) => void;
  readonly onRetry: () => void;
}

/** The counts are the tabs. */
const Lists = observer(function Lists({ onCorrect, onRetry }: ListsProps) {
  const { settings } = useStores();
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  const more = () => documents.loadMore().catch((error: unknown) => sayError(settings, error));
  return (
    <Loaded of={documents.listed} onRetry={onRetry}>
      {({ counts, documents: listed, hasMore }) => (
        <View>
          <View className="desk-documents__tabs" ariaRole="tablist">
            {documentLists.map((list) => (
              <View
                key={list}
                id={`list-${list}`}
                className={`desk-documents__tab ${
                  list === documents.show && documents.text === '' ? 'desk-documents__tab--here' : ''
                }`}
                ariaRole="tab"
                onClick={() => void documents.choose(list)}
              >
                <Text className={list === 'overdue' && counts.overdue > 0 ? 'strong bad' : 'strong'}>
                  {list === 'collected' ? '✓' : counts[list]}
                </Text>
                <Text>{t(`list.${list}`)}</Text>
              </View>
            ))}
          </View>
          {listed.length === 0 ? (
            <Empty id="no-documents" title={t(emptyPhrase(documents))} />
          ) : (
            listed.map((document) => (
              <Line key={document.id} document={document} onCorrect={() => onCorrect(document)} />
            ))
          )}
          {hasMore ? (
            <Button id="more-documents" kind="plain" disabled={documents.busy} onPress={() => void more()}>
              {t('more')}
            </Button>
          ) : null}
        </View>
      )}
    </Loaded>
  );
});

function emptyPhrase({ text, show }: { readonly text: string; readonly show: string }) {
  if (text !== '') return 'notFound';
  return show === 'overdue' ? 'none.overdue' : 'none';
}

interface LineProps {
  readonly document: DeskDocument;
  readonly onCorrect: () => void;
}

const Line = observer(function Line({ document, onCorrect }: LineProps) {
  const { city, settings } = useStores();
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  const { id, service, name, documentNumber, receipt, status, acceptedOn, number } = document;
  const chosen = documents.chosen.includes(id);
  const title = `${serviceName(city, settings, service)} · ${name}`;
  return (
    <View className={`desk-document ${chosen ? 'desk-document--chosen' : ''}`}>
      <View
        id={`document-${id}`}
        className="desk-document__body"
        ariaRole="checkbox"
        ariaLabel={`${title} ${receipt} ${chosen ? '✓' : ''}`}
        onClick={() => documents.toggle(id)}
      >
        <Text className="desk-document__mark">{chosen ? '☑' : '☐'}</Text>
        <View className="grow">
          <View className="row row--spread">
            <Text className="strong grow">{title}</Text>
            <Text className="hint">{t(`list.${status}`)}</Text>
          </View>
          <When document={document} />
          <View className="hint">
            {t('receipt', { receipt })} · {documentNumber}
          </View>
          <View className="hint">
            {t('accepted', { date: formatDate(settings.language, acceptedOn), number })}
          </View>
        </View>
      </View>
      {status === 'accepted' ? null : (
        <Text id={`correct-${id}`} className="link" ariaRole="button" onClick={onCorrect}>
          {t('back')}
        </Text>
      )}
    </View>
  );
});

/** What matters now: when it is due and how late it is, since when it lies there, or when it was taken away. */
const When = observer(function When({ document }: { readonly document: DeskDocument }) {
  const { city, settings } = useStores();
  const t = usePhrases(deskDocumentPhrases);
  const { promisedOn, provisional, overdue, readySince, collectedAt } = document;
  const dayOf = (instant: string) => formatDate(settings.language, hallParts(instant).date);
  if (collectedAt !== undefined) return <View>{t('collectedOn', { date: dayOf(collectedAt) })}</View>;
  if (readySince !== undefined) return <View>{t('readySince', { date: dayOf(readySince) })}</View>;
  const date = formatDate(settings.language, promisedOn);
  return (
    <View>
      {t(provisional ? 'promisedAbout' : 'promised', { date })}
      {overdue ? (
        <Text className="bad strong">
          {' '}
          {t('late', { days: daysBetween(promisedOn, city.today ?? promisedOn) })}
        </Text>
      ) : null}
    </View>
  );
});

const Bar = observer(function Bar() {
  const { settings } = useStores();
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  const count = documents.chosen.length;
  const { next } = documents;
  const advance = async () => {
    // One document is corrected as quickly as it is moved; a pile is not.
    if (next !== undefined && count > 1 && !(await askToConfirm(settings, t(`ask.${next}`, { count }))))
      return;
    try {
      const advanced = await documents.advance();
      if (advanced === undefined) return;
      const [done, left] = [advanced.documents.length, advanced.unmoved.length];
      say(left === 0 ? t('moved', { count: done }) : t('movedSome', { count: done, left }));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View className="bar">
      <View className="row row--spread">
        <Text className="hint grow">{t(count > 0 && next === undefined ? 'mixed' : 'choose')}</Text>
        <Text id="choose-all" className="link" ariaRole="button" onClick={() => documents.toggleAll()}>
          {t(count > 0 ? 'clear' : 'all')}
        </Text>
      </View>
      {next === undefined ? null : (
        <Button id="advance" disabled={documents.busy} onPress={() => void advance()}>
          {t(`to.${next}`, { count })}
        </Button>
      )}
    </View>
  );
});

interface CorrectProps {
  readonly document: DeskDocument;
  readonly onClose: () => void;
}

/** A step back is two taps, the second one says why. */
const CorrectSheet = observer(function CorrectSheet({ document, onClose }: CorrectProps) {
  const { settings } = useStores();
  const { documents } = useDesk().desk;
  const t = usePhrases(deskDocumentPhrases);
  const before = stepBack(document.status);
  if (before === null) return null;
  const correct = async (reason: (typeof correctionReasons)[number]) => {
    try {
      if (await documents.correct(document, reason)) say(t('corrected'));
    } catch (error) {
      sayError(settings, error);
    }
    onClose();
  };
  return (
    <Sheet
      title={t('backTo', { list: t(`list.${before}`) })}
      closeLabel={settings.t('common.close')}
      onClose={onClose}
    >
      <View className="hint">
        {document.name} · {t('receipt', { receipt: document.receipt })} · {t('why')}
      </View>
      {correctionReasons.map((reason) => (
        <View key={reason} className="desk-documents__reason">
          <Button
            id={`reason-${reason}`}
            kind="plain"
            disabled={documents.busy}
            onPress={() => void correct(reason)}
          >
            {t(`reason.${reason}`)}
          </Button>
        </View>
      ))}
    </Sheet>
  );
});
