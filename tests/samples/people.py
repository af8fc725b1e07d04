"""Synthetic people and what is said of them on a form; nobody here lives, and no number can be rung."""

from collections.abc import Mapping


WELLBEING = (
    "Is there anything in the Individual's life that you think might be affecting their wellbeing "
    "or that might be making them vulnerable in any sense?"
)
FURTHER = (
    "Please provide any further information you think may be relevant, e.g. social media details, "
    "other agencies or professionals working with the Individual"
)

#: The form as it is printed: a heading, then a label for each field; "" stands for a prompt with no field of its own.
FORM: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "INDIVIDUAL'S BIOGRAPHICAL & CONTACT DETAILS",
        (
            ("Forename(s)", "individual.forenames"),
            ("Surname", "individual.surname"),
            ("Date of Birth (DD/MM/YYYY)", "individual.date_of_birth"),
            ("Approx. Age (if DoB unknown)", "individual.approx_age_if_dob_unknown"),
            ("Gender", "individual.gender"),
            ("Known Address(es)", "individual.addresses"),
            ("Nationality / Citizenship", "individual.nationality_citizenship"),
            ("Immigration / Asylum Status", "individual.immigration_asylum_status"),
            ("Primary Language", "individual.primary_language"),
            ("Contact Number(s)", "individual.phones"),
            ("Email Address(es)", "individual.emails"),
            ("Any Other Family Details", "individual.other_family_details"),
        ),
    ),
    (
        "DESCRIBE CONCERNS",
        (
            (
                "In as much detail as possible, please describe the specific concern(s) relevant to Prevent",
                "concerns.concern_narrative",
            ),
        ),
    ),
    (
        "COMPLEX NEEDS",
        (
            (
                WELLBEING,
                "complex_needs.complex_needs_narrative",
            ),
        ),
    ),
    (
        "OTHER INFORMATION",
        (
            (
                FURTHER,
                "other_info.other_information",
            ),
        ),
    ),
    (
        "PERSON WHO FIRST IDENTIFIED THE CONCERNS",
        (
            ("Do they wish to remain anonymous?", "first_identifier.wishes_anonymity"),
            ("Forename", "first_identifier.forenames"),
            ("Surname", "first_identifier.surname"),
            ("Professional Role & Organisation", "first_identifier.role_and_organisation"),
            ("Relationship to Individual", "first_identifier.relationship_to_individual"),
            ("Contact Telephone Number", "first_identifier.phone"),
            ("Email Address", "first_identifier.email"),
        ),
    ),
    (
        "PERSON MAKING THIS REFERRAL (if different from above)",
        (
            ("Forename", "referrer.forenames"),
            ("Surname", "referrer.surname"),
            ("Professional Role & Organisation", "referrer.role_and_organisation"),
            ("Relationship to Individual", "referrer.relationship_to_individual"),
            ("Contact Telephone Number", "referrer.phone"),
            ("Email Address", "referrer.email"),
        ),
    ),
    (
        "RELEVANT DATES",
        (
            ("Date the concern first came to light", "dates.date_concern_first_came_to_light"),
            ("Date referral made to Prevent", "dates.date_referral_made"),
        ),
    ),
    (
        "SAFEGUARDING CONSIDERATIONS",
        (
            (
                "Does the Individual have any stated or diagnosed disabilities, disorders or mental health issues?",
                "safeguarding.stated_or_diagnosed_disability_disorder_mh",
            ),
            (
                "Have you discussed this Individual with your organisation's Safeguarding / Prevent lead?",
                "safeguarding.discussed_with_safeguarding_or_prevent_lead",
            ),
            (
                "Have you informed the Individual that you are making this referral?",
                "safeguarding.individual_informed_of_referral",
            ),
            (
                "Have you taken any direct action with the Individual since receiving this information?",
                "safeguarding.direct_action_taken",
            ),
            (
                "Have you discussed your concerns around the Individual with any other agencies?",
                "safeguarding.discussed_with_other_agencies",
            ),
        ),
    ),
    (
        "INDIVIDUAL'S EMPLOYMENT / EDUCATION DETAILS",
        (
            ("Current Occupation & Employer", "employment_education.current_occupation_employer"),
            ("Previous Occupation(s) & Employer(s)", "employment_education.previous_occupation_employer"),
            (
                "Current School / College / University",
                "employment_education.current_school_college_university",
            ),
            (
                "Previous School / College / University",
                "employment_education.previous_school_college_university",
            ),
        ),
    ),
)

#: A form filled in with care: Welsh letters, two addresses, colons in values.
ELIN: Mapping[str, str] = {
    "individual.forenames": "Elin Ffraid",
    "individual.surname": "Pryce-Ŵyn",
    "individual.date_of_birth": "3 Mawrth 2010",
    "individual.gender": "Female",
    "individual.addresses": "Tŷ Gwyn, Heol y Môr, Westmoor WM3 9ZZ (current); Flat 2, 8 Quay St, Westmoor (previous)",
    "individual.nationality_citizenship": "British, Irish",
    "individual.primary_language": "Cymraeg",
    "individual.phones": "07700 900321",
    "individual.emails": "elin.p@example.org",
    "individual.other_family_details": "Lives with her grandmother: mother abroad.",
    "concerns.concern_narrative": "She told a friend: 'it starts on Friday'. Her drawings show the bus station.",
    "complex_needs.complex_needs_narrative": "Grieving for her brother.",
    "other_info.other_information": "Seen by a school counsellor.",
    "first_identifier.wishes_anonymity": "Yes",
    "first_identifier.forenames": "Owain",
    "first_identifier.surname": "Tudor-Made",
    "first_identifier.role_and_organisation": "Teacher, Ysgol Enghraifft",
    "first_identifier.relationship_to_individual": "Form tutor",
    "first_identifier.phone": "01632 960201",
    "first_identifier.email": "o.tudor-made@ysgol.example",
    "referrer.forenames": "Nia",
    "referrer.surname": "Vaughan-Invented",
    "referrer.role_and_organisation": "Designated safeguarding lead, Ysgol Enghraifft",
    "referrer.relationship_to_individual": "DSL",
    "referrer.phone": "01632 960202",
    "referrer.email": "n.vaughan@ysgol.example",
    "dates.date_concern_first_came_to_light": "09/11/2026",
    "dates.date_referral_made": "12/11/2026",
    "safeguarding.stated_or_diagnosed_disability_disorder_mh": "No",
    "safeguarding.discussed_with_safeguarding_or_prevent_lead": "Yes",
    "safeguarding.individual_informed_of_referral": "No",
    "safeguarding.direct_action_taken": "Yes: spoke with her on Tuesday",
    "safeguarding.discussed_with_other_agencies": "No",
    "employment_education.current_school_college_university": "Ysgol Enghraifft, Year 11",
}

#: A form with gaps, slips and things that cannot be.
JORDAN: Mapping[str, str] = {
    "individual.surname": "Testcase",
    "individual.date_of_birth": "30/02/2011",
    "individual.approx_age_if_dob_unknown": "about 15",
    "individual.gender": "prefers a conversation",
    "individual.addresses": "unknown",
    "individual.phones": "ask at the desk",
    "concerns.concern_narrative": "He keeps saying odd things.",
    "referrer.forenames": "R",
    "referrer.surname": "Placeholder",
    "dates.date_referral_made": "14/11/2026",
    "safeguarding.discussed_with_safeguarding_or_prevent_lead": "perhaps",
}
