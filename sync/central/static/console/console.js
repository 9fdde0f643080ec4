// What the pages cannot do without a script: the folding menu, pictures in place, printing. Everything works without it too:
// pictures then open in a page of their own.
"use strict";

for (const opener of document.querySelectorAll("[data-opens]")) {
  const side = document.getElementById(opener.dataset.opens);
  opener.addEventListener("click", () => {
    opener.setAttribute("aria-expanded", String(side.classList.toggle("open")));
  });
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.addEventListener("click", () => window.print());
}

const viewer = document.getElementById("viewer");
const pictures = [...document.querySelectorAll("a[data-picture]")];
if (viewer && pictures.length) {
  const image = viewer.querySelector("img");
  const name = viewer.querySelector("b");
  let at = 0;

  const show = (number) => {
    at = (number + pictures.length) % pictures.length;
    const link = pictures[at];
    name.textContent = `${link.dataset.picture}（${at + 1}／${pictures.length}）`;
    image.alt = link.dataset.picture;
    image.src = link.href;
  };

  for (const [number, link] of pictures.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      viewer.showModal();
    });
  }
  image.addEventListener("error", () => {
    name.textContent = `${pictures[at].dataset.picture}：这一张打不开，请告诉系统管理员`;
  });
  viewer.querySelector("[data-previous]").addEventListener("click", () => show(at - 1));
  viewer.querySelector("[data-next]").addEventListener("click", () => show(at + 1));
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  viewer.addEventListener("close", () => {
    image.removeAttribute("src");
    pictures[at].focus();
  });
}
