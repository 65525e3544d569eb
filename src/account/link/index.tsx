import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { normaliseDocumentNumber } from '../../../domain/person/residentId';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { hallParts } from '../../i18n/dates';
import { askToConfirm, say, sayError } from '../../screen/asking';
import { DocumentFields, emptyDocument } from '../../screen/DocumentFields';
import { Loaded } from '../../screen/Loaded';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { LinkStore } from '../../stores/LinkStore';
import type { SignIns } from '../../stores/MyDataStore';
import { useStores } from '../../stores/storeContext';
import { account } from '../phrases';
import './index.scss';

type Channel = SignIns['linked'][number];

/** Someone who uses both apps wants to see the same visits in both. */
export default observer(function LinkPage() {
  const { myData, session } = useStores();
  const t = usePhrases(account);
  const load = async () => {
    await session.ensure().catch(() => undefined);
    await myData.load();
  };
  useDidShow(() => {
    void load();
  });
  return (
    <Screen title={{ words: t('link.title') }}>
      <Loaded of={myData.signIns} onRetry={() => void load()}>
        {({ linked }) => (
          <View>
            {linked.map((channel) => (
              <Linked key={channel} channel={channel} />
            ))}
            <View>{t('link.why')}</View>
            <View className="hint">{t('link.first')}</View>
            <ShowCode />
            <EnterCode />
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

const Linked = observer(function Linked({ channel: code }: { channel: Channel }) {
  const stores = useStores();
  const { settings } = stores;
  const t = usePhrases(account);
  const channel = settings.t(`myData.channel.${code}`);
  const unlink = async () => {
    if (!(await askToConfirm(settings, t('link.unlinkAsk', { channel })))) return;
    try {
      await stores.part(LinkStore).unlink(code);
      say(t('link.unlinked'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Card id={`linked-${code}`}>
      <View className="row row--spread">
        <Text className="good strong">✓ {t('link.linked', { channel })}</Text>
        <Text id={`unlink-${code}`} className="link bad" ariaRole="button" onClick={() => void unlink()}>
          {t('link.unlink')}
        </Text>
      </View>
    </Card>
  );
});

/** The account that stays shows a code. */
const ShowCode = observer(function ShowCode() {
  const stores = useStores();
  const { settings } = stores;
  const link = stores.part(LinkStore);
  const t = usePhrases(account);
  const show = () => void link.showCode().catch((error: unknown) => sayError(settings, error));
  const { code } = link;
  return (
    <View>
      <View className="section">
        <Text>{t('link.show')}</Text>
      </View>
      <Card>
        <View className="hint">{t('link.showHint')}</View>
        {code === undefined ? null : (
          <View>
            <View id="link-code" className="link__code" ariaLabel={`${t('link.code')} ${code.code}`}>
              {code.code.replace(/(.{4})/, '$1 ')}
            </View>
            <View className="hint">
              {t('link.until', { time: hallParts(new Date(code.until).toISOString()).time })}
            </View>
          </View>
        )}
        <View className="link__button">
          <Button id="show-code" kind="plain" disabled={link.busy} onPress={show}>
            {t(code === undefined ? 'link.show' : 'link.newCode')}
          </Button>
        </View>
      </Card>
    </View>
  );
});

/** The account that joins takes the code, with the document that both have saved. */
const EnterCode = observer(function EnterCode() {
  const stores = useStores();
  const { settings } = stores;
  const link = stores.part(LinkStore);
  const t = usePhrases(account);
  const [written, setWritten] = useState('');
  const [document, setDocument] = useState(emptyDocument);
  const [checked, setChecked] = useState(false);
  const code = written.replace(/\s/g, '').toUpperCase();
  const wrongCode = !/^[2-9A-HJKMNP-Z]{8}$/.test(code);
  const { documentType, documentNumber } = document;
  const wrongNumber = normaliseDocumentNumber(documentNumber).length < 5;
  const agree = async () => {
    setChecked(true);
    if (wrongCode || wrongNumber) return;
    try {
      await link.link({ code, documentType, documentNumber });
      setWritten('');
      setDocument(emptyDocument);
      setChecked(false);
      say(t('link.done'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      <View className="section">
        <Text>{t('link.enter')}</Text>
      </View>
      <Field
        id="code"
        label={t('link.code')}
        hint={t('link.codeHint')}
        value={written}
        wrong={checked && wrongCode ? t('link.codeWrong') : undefined}
        onInput={setWritten}
      />
      <DocumentFields
        draft={document}
        numberLabel={t('link.number')}
        numberHint={t('link.numberHint')}
        asksBirthDate={false}
        today=""
        wrong={checked && wrongNumber ? t('link.numberWrong') : undefined}
        onChange={(part) => setDocument({ ...document, ...part })}
      />
      <Notice>{t('link.consent')}</Notice>
      <Button id="agree-link" disabled={link.busy} onPress={() => void agree()}>
        {t(link.busy ? 'link.busy' : 'link.agree')}
      </Button>
    </View>
  );
});
