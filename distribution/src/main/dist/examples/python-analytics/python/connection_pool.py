# Use connection pooling for external APIs
from mxcp.runtime import config, on_init, on_shutdown
import aiohttp

session = None

@on_init
async def setup():
    global session
    connector = aiohttp.TCPConnector(limit=100, limit_per_host=30)
    session = aiohttp.ClientSession(connector=connector)

@on_shutdown
async def cleanup():
    global session
    if session:
        await session.close()


async def crm_profile(customer_id: str) -> dict:
    crm = config.get_secret("crm_api")
    if crm is None:
        raise ValueError("the secret crm_api is missing: add it with its url to the user's configuration")
    async with session.get(f"{crm['url']}/customers/{customer_id}") as response:
        response.raise_for_status()
        return await response.json()
