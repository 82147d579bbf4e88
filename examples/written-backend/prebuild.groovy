// The project of docs/write-a-backend.md: its code as it stands there, so that the page is true.
def page = new File(basedir, '../../../../docs/write-a-backend.md').getText('UTF-8')
def blocks = page.findAll(/(?ms)^```(\w*)\n(.*?)^```/) { all, language, text -> [language, text] }

def write = { path, text ->
  def file = new File(basedir, path)
  file.parentFile.mkdirs()
  file.setText(text, 'UTF-8')
}
blocks.findAll { it[0] == 'java' }.each { language, text ->
  def name = (text =~ /class (\w+)/)[0][1]
  write("src/${text.contains('io.metaxy.tck') ? 'test' : 'main'}/java/org/example/mine/${name}.java", text)
}
write('src/main/resources/META-INF/services/io.metaxy.spi.BackendProvider',
    blocks.find { it[1].startsWith('org.example.mine.') }[1])

// Maven reads the project before this runs, so the page's and the one here must be the same.
def pom = blocks.find { it[0] == 'xml' }[1]
return pom == new File(basedir, 'pom.xml').getText('UTF-8')
