// Asks the security key what the form's data-key-options say, and sends its answer with the form.
document.querySelectorAll('form[data-key]').forEach((form) => {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const failed = form.querySelector('[data-key-failed]')
    failed.hidden = true
    try {
      const ask = form.dataset.key === 'create' ? window.webauthnJSON.create : window.webauthnJSON.get
      form.elements.credential.value = JSON.stringify(await ask(JSON.parse(form.dataset.keyOptions)))
      form.submit()
    } catch {
      failed.hidden = false
    }
  })
})
