import os

from google import genai

client = genai.Client(
    api_key=os.environ["CAVENDISH_API_KEY"], http_options={"base_url": os.environ["CAVENDISH_BASE_URL"]}
)
print([model.name for model in client.models.list()])
print(client.models.get(model="nano-banana").name)
answer = client.models.generate_content(model="nano-banana", contents="a logo with the letter G")
picture = answer.parts[0].inline_data
with open("gemini.png", "wb") as file:
    file.write(picture.data)
print(picture.data[1:4].decode())
