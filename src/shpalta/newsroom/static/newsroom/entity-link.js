// The editor's button for links to entities and free pages: opens the chooser, marks the
// words. Built on the same classes as Wagtail's own links.
(function () {
  const React = window.React;
  const DraftJS = window.DraftJS;
  const { Icon } = window.wagtail.components;

  const steps = {
    choose(modal) {
      modal.ajaxifyForm(modal.body.find('form'));
      modal.body.find('a[data-entity-link]').on('click', function () {
        modal.loadUrl(this.href);
        return false;
      });
      modal.body.find('#entity-words').trigger('focus');
    },
    chosen(modal, answer) {
      modal.respond('chosen', answer.result);
    },
  };

  class EntityLinkSource extends window.draftail.DocumentModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.entityChooser,
        urlParams: {},
        onload: steps,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(data) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent();
      const selection = editorState.getSelection();
      const key = content.createEntity(entityType.type, 'MUTABLE', data).getLastCreatedEntityKey();
      let next;
      if (selection.isCollapsed()) {
        const changed = DraftJS.Modifier.replaceText(content, selection, data.title, null, key);
        next = DraftJS.EditorState.push(editorState, changed, 'insert-characters');
      } else {
        next = DraftJS.RichUtils.toggleLink(editorState, selection, key);
      }
      this.workflow.close();
      onComplete(next);
    }
  }

  const EntityLink = (props) => {
    const data = props.contentState.getEntity(props.entityKey).getData();
    return React.createElement(
      window.draftail.TooltipEntity,
      { ...props, icon: React.createElement(Icon, { name: 'tag' }), label: data.title || '—' },
      props.children,
    );
  };

  window.draftail.registerPlugin(
    { type: 'ENTITY_LINK', source: EntityLinkSource, decorator: EntityLink },
    'entityTypes',
  );
})();
