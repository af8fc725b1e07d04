-- The exact words, and when and by whom they were received, stay as they were written down; a threat only ends.
revoke update on threats_threat from caseward_runtime;
grant update (version, closed_at, closed_by_id, closed_because) on threats_threat to caseward_runtime;

-- Who is meant, source, grades and steps are known to exactly those who may know their threat.
alter table threats_personofthreat add constraint threats_personofthreat_where_its_threat_is
    foreign key (threat_id, compartment_id) references threats_threat (id, compartment_id) deferrable initially deferred;
alter table threats_threatsource add constraint threats_threatsource_where_its_threat_is
    foreign key (threat_id, compartment_id) references threats_threat (id, compartment_id) deferrable initially deferred;
alter table threats_grade add constraint threats_grade_where_its_threat_is
    foreign key (threat_id, compartment_id) references threats_threat (id, compartment_id) deferrable initially deferred;
alter table threats_threatstep add constraint threats_threatstep_where_its_threat_is
    foreign key (threat_id, compartment_id) references threats_threat (id, compartment_id) deferrable initially deferred;
