import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { type ReactNode, useState } from 'react';
import { isCompanyCode } from '../../../domain/requests/companyCode';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Field } from '../../components/Field';
import { Sheet } from '../../components/Sheet';
import { sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { usePhrases } from '../../screen/usePhrases';
import { RequestFormStore } from '../../stores/RequestFormStore';
import { useStores } from '../../stores/storeContext';
import { requestPhrases } from '../phrases';

/** For which company: chosen, made, or joined with a colleague's code. */
export const Companies = observer(function Companies({ onRetry }: { onRetry: () => void }) {
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const [asking, setAsking] = useState<'add' | 'join'>();
  return (
    <View>
      <View className="section">
        <Text>{t('company.title')}</Text>
      </View>
      <Loaded of={form.companies} onRetry={onRetry} lines={1}>
        {(companies) => (
          <View className="submit__row">
            {companies.length === 0 ? <View className="hint">{t('company.none')}</View> : null}
            <View className="wrap">
              {companies.map(({ id, name }) => (
                <Chip
                  key={id}
                  id={`company-${id}`}
                  text={name}
                  chosen={form.company?.id === id}
                  onPress={() => form.chooseCompany(id)}
                />
              ))}
            </View>
            <Invitation />
            <View className="row row--spread">
              <Text id="add-company" className="link" ariaRole="button" onClick={() => setAsking('add')}>
                + {t('company.add')}
              </Text>
              <Text id="join-company" className="link" ariaRole="button" onClick={() => setAsking('join')}>
                {t('company.join')}
              </Text>
            </View>
          </View>
        )}
      </Loaded>
      {asking === 'add' ? <AddSheet onClose={() => setAsking(undefined)} /> : null}
      {asking === 'join' ? <JoinSheet onClose={() => setAsking(undefined)} /> : null}
    </View>
  );
});

/** The owner lets a colleague in. */
const Invitation = observer(function Invitation() {
  const { settings } = useStores();
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const [code, setCode] = useState('');
  const { company } = form;
  if (company?.role !== 'owner') return null;
  const invite = async () => {
    try {
      setCode(await form.invite(company.id));
    } catch (error) {
      sayError(settings, error);
    }
  };
  return code === '' ? (
    <Text id="invite" className="link" ariaRole="button" onClick={() => void invite()}>
      {t('company.invite')}
    </Text>
  ) : (
    <Card id="invite-code">{t('company.inviteCode', { code: `${code.slice(0, 4)} ${code.slice(4)}` })}</Card>
  );
});

function AddSheet({ onClose }: { onClose: () => void }) {
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const tidy = code.replace(/\s/g, '').toUpperCase();
  return (
    <AskingSheet
      title={t('company.add')}
      button={t('company.save')}
      ready={name.trim().length >= 2 && tidy.length === 18 && isCompanyCode(tidy)}
      ask={() => form.saveCompany(name.trim(), tidy)}
      onClose={onClose}
    >
      <Field id="company-name" label={t('company.name')} value={name} maxLength={80} onInput={setName} />
      <Field
        id="company-code"
        label={t('company.code')}
        hint={t('company.codeHint')}
        value={code}
        onInput={setCode}
      />
    </AskingSheet>
  );
}

function JoinSheet({ onClose }: { onClose: () => void }) {
  const form = useStores().part(RequestFormStore);
  const t = usePhrases(requestPhrases);
  const [code, setCode] = useState('');
  return (
    <AskingSheet
      title={t('company.join')}
      button={t('company.joinNow')}
      ready={/^[2-9A-HJKMNP-Z]{8}$/i.test(code.replace(/[\s-]/g, ''))}
      ask={() => form.joinCompany(code)}
      onClose={onClose}
    >
      <Field
        id="invitation"
        label={t('company.inviteField')}
        hint={t('company.inviteHint')}
        value={code}
        onInput={setCode}
      />
    </AskingSheet>
  );
}

interface AskingSheetProps {
  readonly title: string;
  readonly button: string;
  readonly ready: boolean;
  readonly ask: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Fields and one button; it closes when the service has agreed, and says why when not. */
const AskingSheet = observer(function AskingSheet(props: AskingSheetProps) {
  const { title, button, ready, ask, onClose, children } = props;
  const { settings } = useStores();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await ask();
      onClose();
    } catch (error) {
      sayError(settings, error);
      setBusy(false);
    }
  };
  return (
    <Sheet title={title} closeLabel={settings.t('common.close')} onClose={onClose}>
      {children}
      <Button id="save-company" disabled={!ready || busy} onPress={() => void go()}>
        {button}
      </Button>
    </Sheet>
  );
});
