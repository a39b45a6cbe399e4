"""The page of the older system, as it is: pick a film, its score and last reviews, and a box for a new one."""
import json
import sys

import streamlit as st

films = json.load(open(sys.argv[1]))
st.title("Rotten Potatoes")
names = [film["name"] for film in films]
chosen = st.selectbox("Select a movie", names, index=0, placeholder="Choose a movie...")
film = next(film for film in films if film["name"] == chosen)
st.write(film["description"])
score = film["score"]
st.subheader("CERTIFIED HOT" if score >= 75 else "FRESH" if score >= 60 else "ROTTEN")
st.write(f"{score:.2f}% · Based on {film['total']} reviews")
for review in film["reviews"][:3]:
    st.markdown(f"> {review}")
st.text_area("Your review")
st.button("Submit")
