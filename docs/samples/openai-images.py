import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["CAVENDISH_BASE_URL"] + "/v1", api_key=os.environ["CAVENDISH_API_KEY"])
print([model.id for model in client.models.list()])
print(client.models.retrieve("nano-banana").id)
made = client.images.generate(model="nano-banana", prompt="a logo with the letter O", size="1024x1024")
print(made.data[0].url)
with open("photo.png", "rb") as file:
    edited = client.images.edit(model="nano-banana", prompt="make it black and white", image=file)
print(edited.data[0].url)
