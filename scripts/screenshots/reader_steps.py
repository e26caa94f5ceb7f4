"""What a reader does on a page before it is photographed; in any language, so by what is the same in all."""

from playwright.async_api import Page
from scripts.screenshots.furnished_server import PICTURES, ROOT

DRAWN_MS = 90_000
DISH = ROOT / "illustrator/tests/photographs"


async def asked_to_sign_in(page: Page) -> None:
    await page.locator("#sign-in[open] #key").wait_for()


async def playground(page: Page) -> None:
    await page.locator("#easel img").wait_for()
    await page.locator("#under .facts-line", has_text="illustrator").wait_for()


async def playground_without_pictures(page: Page) -> None:
    await page.locator("#no-tiles:not([hidden])").wait_for()


async def failed_pictures(page: Page) -> None:
    failed = page.locator('#tiles li[data-state="failed"] button').first
    await failed.wait_for()
    await failed.click()
    await page.locator("#lightbox[open]").wait_for()


async def refused_form(page: Page) -> None:
    await playground(page)
    await page.locator("#by-link").click()
    await page.locator("#submit").click()
    await page.locator("#problem:not([hidden])").wait_for()


async def editing(page: Page) -> None:
    await playground(page)
    await page.locator("#files").set_input_files([DISH / "chelsea.jpg", DISH / "coffee.jpg"])
    await page.locator("#references li:not(.uploading)").nth(1).wait_for()
    await page.locator("#references li").nth(1).locator(".mini").last.click()
    await page.locator("#edit-ideas .chip").first.click()
    await page.locator('[data-ratio="3:2"]').click()
    before = await page.locator("#tiles li").first.get_attribute("data-task")
    await page.locator("#submit").click()
    edited = page.locator(f'#tiles li:first-child:not([data-task="{before}"])[data-state="success"]')
    await edited.wait_for(timeout=DRAWN_MS)
    await playground(page)


async def drawing(page: Page) -> None:
    await page.locator("#tiles li, #no-tiles:not([hidden])").first.wait_for()
    await page.locator("#ideas .chip").first.click()
    await page.locator("#submit").click()
    await page.locator(
        '#tiles li:first-child:is([data-state="pending"], [data-state="processing"])'
    ).wait_for()


async def lightbox(page: Page) -> None:
    await playground(page)
    poster = next(number for number, (prompt, _) in enumerate(reversed(PICTURES)) if "poster" in prompt)
    await page.locator("#tiles button").nth(poster).click()
    await page.locator("#big-under .facts-line", has_text="illustrator").wait_for()
    await page.locator("#big-under summary").click()


async def code(page: Page) -> None:
    await playground(page)
    await page.locator("#ideas .chip").nth(2).click()
    await page.locator("#show-code").click()
    await page.locator("#tab-python").click()


async def as_it_is(page: Page) -> None:
    await page.locator("h1").first.wait_for()


async def wrong_token(page: Page) -> None:
    await page.locator("[name=token]").fill("not this one")
    await page.locator("#sign-in [type=submit]").click()
    await page.locator("#fault:not([hidden])").wait_for()


async def overview(page: Page) -> None:
    await page.locator("#tiles .tile").nth(4).wait_for()
    await page.locator("#range button[value='1']").click()
    await page.locator(".chart svg").nth(1).wait_for()
    await page.locator("#refusals tbody tr").first.wait_for()


async def overview_without_tasks(page: Page) -> None:
    await page.locator("#tiles .tile").nth(4).wait_for()
    await page.locator("#chart-tasks .empty").wait_for()


async def listed(page: Page) -> None:
    await page.locator("#list tbody tr").first.wait_for()


async def settings(page: Page) -> None:
    await page.locator("#settings section").first.wait_for()


async def task(page: Page) -> None:
    await listed(page)
    poster = next(prompt for prompt, _ in PICTURES if "panda" in prompt)
    await page.locator("#list tbody a", has_text=poster).click()
    await page.locator(".drawer .facts").wait_for()


async def first_in_full(page: Page) -> None:
    await listed(page)
    await page.locator("#list tbody a").first.click()
    await page.locator(".drawer .facts").wait_for()


async def new_key(page: Page) -> None:
    await listed(page)
    await page.locator("#new-key").click()


async def key_refused(page: Page) -> None:
    await new_key(page)
    await page.locator("#key-form [name=name]").fill("printer")
    await page.locator("#key-form [name=addresses]").fill("nowhere")
    await page.locator("#key-form [type=submit]").click()
    await page.locator("#key-form [role=alert]:not([hidden])").wait_for()


async def key_made(page: Page) -> None:
    await new_key(page)
    await page.locator("#key-form [name=name]").fill("printer")
    await page.locator("#key-form [type=submit]").click()
    await page.locator("#secret").wait_for()


async def revoking(page: Page) -> None:
    await first_in_full(page)
    await page.locator(".drawer .button.danger").click()
    await page.locator("dialog:not(.drawer) .button.danger").wait_for()


async def trial(page: Page) -> None:
    await listed(page)
    await page.locator("#list tbody button").first.click()
    await page.locator("#trial-form [type=submit]").click()
    await page.locator("#trial-result img").wait_for(timeout=DRAWN_MS)


async def tried_call(page: Page) -> None:
    """A call sent from the reference page itself."""
    call = page.locator("article", has=page.locator('form[data-path="/docs/models/schemas/index.json"]'))
    await call.locator("form button").last.click()
    await call.locator("output pre").wait_for()
    await call.evaluate("(article) => scrollTo({ top: article.offsetTop - 10, behavior: 'instant' })")


async def endpoints(page: Page) -> None:
    """A phone shows its list of endpoints when asked."""
    if await page.locator("#jump").is_visible():
        await page.locator("#jump").click()


async def open_menu(page: Page) -> None:
    """A phone's menu of the documentation site, or the search where there is room for it."""
    menu = page.locator("label.md-header__button[for=__drawer]")
    if await menu.is_visible():
        await menu.click()
    else:
        await page.locator("input.md-search__input").fill("taskId")
        await page.locator(".md-search-result__item").first.wait_for()
