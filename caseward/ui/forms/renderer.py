"""Forms are drawn by our own templates, from the same engine as the pages."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Whole forms and single questions in GOV.UK markup."""

    form_template_name = "ui/forms/fields.html"
    field_template_name = "ui/forms/fields/text.html"
