-- How a hall serves is what the notice of June 2023 said; an administrator who confirms it takes the date away.
update hall set facts = facts || '{"modeAnnounced": "2023-06"}'
where facts ->> 'modeSource' like '%cnstrongimm%' and not facts ? 'modeAnnounced';
