import { Picker, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { type DocumentType, documentTypes, numberSaysBirthDate } from '../../domain/person/documentType';
import { readIdentityDocument } from '../../domain/person/identityDocument';
import { normaliseDocumentNumber } from '../../domain/person/residentId';
import { Chip } from '../components/Chip';
import { Choice } from '../components/Choice';
import { Field } from '../components/Field';
import { useStores } from '../stores/storeContext';
import './DocumentFields.scss';

/** The identity document of somebody as it is being typed. */
export interface DocumentDraft {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`, or empty until it was chosen. */
  readonly birthDate: string;
}

export const emptyDocument: DocumentDraft = {
  documentType: 'resident-id',
  documentNumber: '',
  birthDate: '',
};

/** True while the service would refuse the document. */
export function isDocumentWrong({ birthDate, ...draft }: DocumentDraft, today: string): boolean {
  return !readIdentityDocument({ ...draft, birthDate: birthDate || undefined }, today).ok;
}

/** The fields of the document as operations take them. */
export function toDeclaredDocument(draft: DocumentDraft) {
  const { documentType, documentNumber, birthDate } = draft;
  const birth = needsBirthDate(draft) ? { birthDate } : {};
  return { documentType, documentNumber, ...birth };
}

function needsBirthDate({ documentType, documentNumber }: DocumentDraft): boolean {
  return !numberSaysBirthDate(documentType, normaliseDocumentNumber(documentNumber));
}

export interface DocumentFieldsProps {
  readonly draft: DocumentDraft;
  /** Tells the fields of several people on one page apart. */
  readonly suffix?: string;
  /** Says the name of the number's field where it is a special one. */
  readonly numberLabel?: string;
  readonly numberHint?: string;
  /** Left out where the day of birth is already known. */
  readonly asksBirthDate?: boolean;
  readonly today: string;
  readonly wrong?: string | undefined;
  readonly onChange: (part: Partial<DocumentDraft>) => void;
}

/** Which document, its number, and the day of birth where the number does not say it. */
export const DocumentFields = observer(function DocumentFields({
  draft,
  suffix = '',
  numberLabel,
  numberHint,
  asksBirthDate = true,
  today,
  wrong,
  onChange,
}: DocumentFieldsProps) {
  const { t } = useStores().settings;
  const { documentType, documentNumber, birthDate } = draft;
  const hasEighteenPlaces = documentType === 'resident-id' || documentType === 'hmt-residence-permit';
  return (
    <View>
      <View className="document-fields">
        <View className="document-fields__label">{t('person.documentType')}</View>
        <View className="wrap">
          {documentTypes.map((type) => (
            <Chip
              key={type}
              id={`document-${type}${suffix}`}
              text={t(`documentType.${type}`)}
              chosen={type === documentType}
              onPress={() => onChange({ documentType: type })}
            />
          ))}
        </View>
      </View>
      <Field
        id={`document-number${suffix}`}
        label={numberLabel ?? t('person.documentNumber')}
        hint={numberHint ?? (hasEighteenPlaces ? t('person.documentHint') : '')}
        value={documentNumber}
        type={hasEighteenPlaces ? 'idcard' : 'text'}
        wrong={wrong}
        onInput={(number) => onChange({ documentNumber: number })}
      />
      {asksBirthDate && needsBirthDate(draft) ? (
        <Picker
          mode="date"
          value={birthDate || '1980-01-01'}
          start="1900-01-01"
          end={today}
          onChange={({ detail }) => onChange({ birthDate: detail.value })}
        >
          <Choice id={`birth-date${suffix}`} label={t('person.birthDate')} value={birthDate || '—'} />
        </Picker>
      ) : null}
    </View>
  );
});
